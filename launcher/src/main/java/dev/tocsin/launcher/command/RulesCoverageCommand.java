package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.coverage.Coverage;
import dev.tocsin.rules.coverage.CoverageJson;
import dev.tocsin.rules.coverage.CoverageText;
import dev.tocsin.rules.run.RuleDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, per log source, which fields of a directory's rules the field mappings know. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description =
                "List per log source the rules of a directory, the fields that a mapping names, and"
                        + " those without one. Rules with errors are left out.")
public final class RulesCoverageCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory of rule files.")
    Path directory = Path.of("");

    @Option(names = "--json", description = "Print it as JSON, with the places of every field.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        // What a list holds does not matter here, as long as it may be a text and a network; a rule
        // with a placeholder has fields all the same.
        Compilation compilation =
                RuleCompiler.compile(RuleDirectory.read(directory), _ -> List.of("192.0.2.1"));
        Coverage coverage = Coverage.of(compilation.rules().rules());
        System.out.print(json ? CoverageJson.write(coverage) + "\n" : CoverageText.write(coverage));
        return Exit.DONE;
    }
}
