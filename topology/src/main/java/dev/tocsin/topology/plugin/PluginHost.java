package dev.tocsin.topology.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.plugin.EventPlugin;
import dev.tocsin.rules.pipeline.Pipeline;
import dev.tocsin.rules.pipeline.PipelineContext;
import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.Plugins;
import dev.tocsin.rules.pipeline.Result;
import dev.tocsin.rules.pipeline.Scope;
import dev.tocsin.rules.pipeline.Stage;
import dev.tocsin.rules.pipeline.step.PluginStep;
import dev.tocsin.rules.pipeline.step.StepPlan;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The plugins of a process, by name. Thread-safe. */
public final class PluginHost implements Plugins, AutoCloseable {
    private final Map<String, GuardedPlugin> plugins = new TreeMap<>();
    private final List<Pipeline> readers = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<AutoCloseable> jars = new ArrayList<>();

    private PluginHost() {}

    /** A host without plugins. */
    public static PluginHost empty(TopologyMetrics metrics) {
        return of(List.of(), PluginLimits.defaults(), metrics);
    }

    /** A host of plugins that are there already. */
    public static PluginHost of(
            List<EventPlugin> plugins, PluginLimits limits, TopologyMetrics metrics) {
        PluginHost host = new PluginHost();
        plugins.forEach(plugin -> host.add(plugin, limits, metrics));
        return host;
    }

    /**
     * The plugins of the jars of a directory, each jar with a class loader of its own. A jar that
     * cannot be loaded is a warning; a directory that is not there has no plugins.
     */
    public static PluginHost load(Path directory, PluginLimits limits, TopologyMetrics metrics) {
        PluginHost host = new PluginHost();
        PluginJars.load(directory, plugin -> host.add(plugin, limits, metrics), host.warnings)
                .forEach(host.jars::add);
        return host;
    }

    private void add(EventPlugin plugin, PluginLimits limits, TopologyMetrics metrics) {
        String name = plugin.name();
        if (plugins.putIfAbsent(name, new GuardedPlugin(plugin, limits, metrics)) != null) {
            warnings.add("Expected one plugin of the name %s, but found two".formatted(name));
            return;
        }
        if (!plugin.sources().isEmpty()) {
            readers.add(reader(name, plugin.sources()));
        }
    }

    /** What the plugin makes of what its sources send is the event. */
    private static Pipeline reader(String name, Set<String> sources) {
        return new Pipeline(
                name,
                "",
                Stage.BEFORE,
                Result.ECS,
                new Scope(List.copyOf(sources), List.of(), null),
                "custom",
                Set.of(Pipeline.ANY_ROOT),
                List.of(new StepPlan("plugin", new PluginStep(name), null, false, false)));
    }

    /** Pipelines, and behind them the plugins that read the events of sources. */
    public Supplier<PipelineSet> with(Supplier<PipelineSet> pipelines) {
        return readers.isEmpty() ? pipelines : new WithReaders(pipelines, readers);
    }

    @Override
    public Answer run(String plugin, ObjectNode event, PipelineContext context) {
        GuardedPlugin guarded = plugins.get(plugin);
        return guarded == null
                ? Plugins.none().run(plugin, event, context)
                : guarded.run(event, context);
    }

    /** Names of the plugins. */
    public Set<String> names() {
        return Set.copyOf(plugins.keySet());
    }

    /** What an operator should know: jars that did not load, plugins that are switched off. */
    public List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        plugins.values().forEach(plugin -> plugin.warn(all));
        return all;
    }

    @Override
    public void close() {
        plugins.values().forEach(GuardedPlugin::close);
        PluginJars.close(jars);
    }
}
