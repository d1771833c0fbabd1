package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.rules.run.JunitXml;
import dev.tocsin.rules.run.TestReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the report of a test run goes. */
final class ReportOptions {
    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Also write the report as JUnit XML, for continuous integration.")
    @Nullable Path junit;

    /** Prints the report, and writes it where it is wanted; the exit code. */
    int print(TestReport report, PrintWriter out) throws IOException, XMLStreamException {
        out.print(report.text());
        out.flush();
        if (junit != null) {
            try (Writer writer = Files.newBufferedWriter(junit, StandardCharsets.UTF_8)) {
                JunitXml.write(report, writer);
            }
        }
        return report.passed() ? Exit.DONE : Exit.FAILED;
    }
}
