package dev.tocsin.topology.plugin;

import dev.tocsin.plugin.EventPlugin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds plugins in the jars of a directory. */
final class PluginJars {
    private static final Logger LOG = LoggerFactory.getLogger(PluginJars.class);

    private PluginJars() {}

    /**
     * Loads them in the order of the jars' names.
     *
     * @param found takes each plugin
     * @param warnings takes what did not load, in sentences
     * @return the loaders, to be closed when the plugins are not needed any more
     */
    static List<URLClassLoader> load(
            Path directory, Consumer<EventPlugin> found, List<String> warnings) {
        List<URLClassLoader> loaders = new ArrayList<>();
        for (Path jar : jars(directory, warnings)) {
            try {
                URLClassLoader loader =
                        new URLClassLoader(
                                new URL[] {jar.toUri().toURL()},
                                EventPlugin.class.getClassLoader());
                loaders.add(loader);
                if (!load(loader, found)) {
                    warnings.add(
                            "Expected a plugin in %s, but found none that META-INF/services/%s names"
                                    .formatted(jar, EventPlugin.class.getName()));
                }
            } catch (IOException | RuntimeException | ServiceConfigurationError | LinkageError e) {
                warnings.add("Expected plugins in %s, but found: %s".formatted(jar, e));
                LOG.error("Expected plugins in {}, but found", jar, e);
            }
        }
        return loaders;
    }

    private static List<Path> jars(Path directory, List<String> warnings) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            warnings.add("Expected to list %s, but found: %s".formatted(directory, e));
            return List.of();
        }
    }

    /** Those of the jar alone: what our own class path has is not a plugin of this jar. */
    private static boolean load(URLClassLoader loader, Consumer<EventPlugin> found) {
        boolean any = false;
        for (EventPlugin plugin : ServiceLoader.load(EventPlugin.class, loader)) {
            if (loader.equals(plugin.getClass().getClassLoader())) {
                LOG.info("Plugin {} of {}", plugin.name(), loader.getURLs()[0]);
                found.accept(plugin);
                any = true;
            }
        }
        return any;
    }

    static void close(List<AutoCloseable> loaders) {
        for (AutoCloseable loader : loaders) {
            try {
                loader.close();
            } catch (Exception e) {
                LOG.warn("Expected a jar of plugins to close, but: {}", e.toString());
            }
        }
    }
}
