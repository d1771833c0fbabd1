package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.run.PipelineTest.Given;
import dev.tocsin.rules.pipeline.run.PipelineTester;
import dev.tocsin.rules.pipeline.run.PipelineTester.Normalized;
import dev.tocsin.rules.run.JunitXml;
import dev.tocsin.rules.run.TestReport;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import dev.tocsin.topology.normalize.NormalizedEvent;
import dev.tocsin.topology.normalize.Reading;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the tests that stand beside pipelines, through the real normalization. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Run the tests beside the pipelines (<name>.test.yml). Exit code 1 when one fails"
                        + " or a pipeline has no test.")
public final class PipelinesTestCommand implements Callable<Integer> {
    @Mixin PipelineDirectory directory = new PipelineDirectory();

    @Mixin PluginsOption plugins = new PluginsOption();

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Also write the report as JUnit XML, for continuous integration.")
    @Nullable Path junit;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, XMLStreamException {
        TestReport report;
        try (PluginsOption.Opened opened = plugins.open()) {
            report =
                    PipelineTester.test(
                            directory.files(),
                            directory.tests(),
                            directory.placeholders(),
                            (pipelines, given) -> normalize(pipelines, given, opened));
        } catch (WrongArgument e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.USAGE;
        }
        spec.commandLine().getOut().print(report.text());
        spec.commandLine().getOut().flush();
        if (junit != null) {
            try (Writer writer = Files.newBufferedWriter(junit, StandardCharsets.UTF_8)) {
                JunitXml.write(report, writer);
            }
        }
        return report.passed() ? Exit.DONE : Exit.FAILED;
    }

    private static Normalized normalize(
            PipelineSet pipelines, Given given, PluginsOption.Opened plugins) {
        Reading reading = plugins.reading(pipelines);
        IngestInfo info =
                new IngestInfo(
                        given.at(), "test-0-0", null, given.source(), given.hint(), ZoneOffset.UTC);
        NormalizedEvent event = new EventNormalizer(reading).normalize(given.sent(), info);
        return new Normalized(event.event(), event.droppedBy());
    }
}
