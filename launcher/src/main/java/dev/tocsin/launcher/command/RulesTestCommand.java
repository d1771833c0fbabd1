package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.launcher.Exit;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.run.Normalize;
import dev.tocsin.rules.run.RuleTester;
import dev.tocsin.rules.run.TestReport;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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

    @Override
    public Integer call() throws IOException {
        TestReport report = RuleTester.test(directory, Placeholders.none(), normalizer());
        System.out.print(report.text());
        return report.passed() ? Exit.DONE : Exit.FAILED;
    }

    private static Normalize normalizer() {
        EventNormalizer normalizer = new EventNormalizer();
        return (sent, receivedAt, eventId) ->
                normalizer.normalize((ObjectNode) sent, IngestInfo.of(receivedAt, eventId)).event();
    }
}
