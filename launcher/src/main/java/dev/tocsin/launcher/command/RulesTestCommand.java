package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.launcher.Exit;
import dev.tocsin.rules.run.Normalize;
import dev.tocsin.rules.run.RuleTester;
import dev.tocsin.rules.run.TestReport;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLStreamException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the tests that stand beside the rules, through the real normalization. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Run the tests beside the rules (<name>.test.yml). Exit code 1 when one fails"
                        + " or a rule has no firing or no silent test.")
public final class RulesTestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory of rule files.")
    Path directory = Path.of("");

    @Mixin ReportOptions reports = new ReportOptions();

    @Mixin ListsOption lists = new ListsOption();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, XMLStreamException {
        if (!Files.isDirectory(directory)) {
            spec.commandLine()
                    .getErr()
                    .println("Expected a directory of rule files, but found none: " + directory);
            return Exit.USAGE;
        }
        TestReport report =
                RuleTester.test(
                        directory, lists.over(directory), normalizer(), InstantSource.system());
        return reports.print(report, spec.commandLine().getOut());
    }

    private static Normalize normalizer() {
        EventNormalizer normalizer = new EventNormalizer();
        return (sent, receivedAt, eventId) ->
                normalizer.normalize((ObjectNode) sent, IngestInfo.of(receivedAt, eventId)).event();
    }
}
