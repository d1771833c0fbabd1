package dev.tocsin.launcher.command;

import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.topology.enrich.Enrichment;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.normalize.Reading;
import dev.tocsin.topology.plugin.PluginHost;
import dev.tocsin.topology.plugin.PluginLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where plugins are. */
final class PluginsOption {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "The directory of jars with plugins (none).")
    @Nullable Path directory;

    /** Plugins, as the live system runs them. */
    record Opened(PluginHost host) implements AutoCloseable {
        /** Pipelines with these plugins, and nothing added afterwards. */
        Reading reading(PipelineSet pipelines) {
            return reading(pipelines, Enrichment.none());
        }

        /** Pipelines with these plugins, and what is added afterwards. */
        Reading reading(PipelineSet pipelines, Enrichment enrichment) {
            return new Reading(host.with(() -> pipelines), host, enrichment);
        }

        @Override
        public void close() {
            host.close();
        }
    }

    Opened open() throws WrongArgument {
        Path from = directory;
        if (from != null && !Files.isDirectory(from)) {
            throw new WrongArgument(
                    "Expected a directory of plugins, but found nothing at " + from);
        }
        TopologyMetrics metrics = new TopologyMetrics();
        PluginLimits limits = PluginLimits.defaults();
        return new Opened(
                from == null ? PluginHost.empty(metrics) : PluginHost.load(from, limits, metrics));
    }
}
