package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.events.EventFile;
import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.topology.normalize.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which events are normalized, as whose, with which plugins, and how they are printed. */
final class NormalizeOptions {
    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "The file of events; - for the standard input.")
    Path events = EventFile.STANDARD_INPUT;

    @Option(names = "--source", description = "The name of the source that sends them (none).")
    @Nullable String source;

    @Mixin PluginsOption plugins = new PluginsOption();

    @Mixin EnrichOptions enrich = new EnrichOptions();

    @Option(names = "--json", description = "One JSON object a line: {\"number\":1,\"event\":{…}}.")
    boolean json;

    /**
     * The pipelines to run.
     *
     * @param hint the one that the token or the door names, or null
     */
    record Chosen(PipelineSet pipelines, @Nullable String hint) {}

    /** How a command comes to its pipelines. */
    @FunctionalInterface
    interface Choice {
        Chosen choose() throws IOException, WrongArgument;
    }

    /** Prints what the events become; the exit code. */
    int run(CommandSpec spec, Choice choice) throws IOException {
        try (PluginsOption.Opened opened = plugins.open();
                EnrichOptions.Opened added = enrich.open()) {
            EventOptions.require(events);
            Chosen chosen = choice.choose();
            Reading reading = opened.reading(chosen.pipelines(), added.enrichment());
            try (EventFile file = EventFile.openText(events)) {
                int code =
                        new NormalizeRun(reading, source, chosen.hint(), json, spec, Instant.now())
                                .run(file);
                sayNotShown(spec);
                return code;
            }
        } catch (WrongArgument e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.USAGE;
        }
    }

    private void sayNotShown(CommandSpec spec) {
        String notShown = enrich.notShown();
        if (!notShown.isEmpty()) {
            spec.commandLine().getErr().println(notShown);
        }
    }
}
