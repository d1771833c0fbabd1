package dev.tocsin.bridge.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A file of settings, one {@code NAME=value} a line as in the environment ({@code
 * java.util.Properties}, UTF-8). The environment goes before it.
 */
public final class ConfigFile {
    /** The variable that names the file, where {@code --config} does not. */
    public static final String VARIABLE = "TOCSIN_CONFIG";

    private ConfigFile() {}

    /**
     * An environment with the settings of a file under it.
     *
     * @param file null for the one that {@link #VARIABLE} names, if any
     * @throws IllegalArgumentException when the file cannot be read; the message names it
     */
    public static Map<String, String> under(Map<String, String> env, @Nullable Path file) {
        String named = env.getOrDefault(VARIABLE, "");
        Path from = file == null && !named.isBlank() ? Path.of(named.strip()) : file;
        if (from == null) {
            return Map.copyOf(env);
        }
        Map<String, String> all = new HashMap<>();
        Properties read = read(from);
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        all.putAll(env);
        return all;
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Expected a file of settings (NAME=value) at " + file + ", but: " + e, e);
        }
    }
}
