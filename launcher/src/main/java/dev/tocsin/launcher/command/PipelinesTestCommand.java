package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.run.PipelineTest.Given;
import dev.tocsin.rules.pipeline.run.PipelineTester;
import dev.tocsin.rules.pipeline.run.PipelineTester.Normalized;
import dev.tocsin.rules.run.TestReport;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import dev.tocsin.topology.normalize.NormalizedEvent;
import dev.tocsin.topology.normalize.Reading;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLStreamException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin ReportOptions reports = new ReportOptions();

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
        return reports.print(report, spec.commandLine().getOut());
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
