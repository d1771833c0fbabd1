package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.rules.check.RuleCheckJson;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong with the pipelines of a directory. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Say what is wrong with the pipelines of a directory. Exit code 1 on errors.")
public final class PipelinesCheckCommand implements Callable<Integer> {
    @Mixin PipelineDirectory directory = new PipelineDirectory();

    @Option(names = "--json", description = "Print the problems and a summary as JSON.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<RuleFile> files;
        PipelineCompilation compiled;
        try {
            files = directory.files();
            compiled = PipelineCompiler.compile(files, directory.placeholders());
        } catch (WrongArgument e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.USAGE;
        }
        List<Problem> problems = compiled.problems();
        long errors = problems.stream().filter(Problem::isError).count();
        ObjectNode summary =
                Json.object()
                        .put("files", files.size())
                        .put("pipelines", compiled.pipelines().pipelines().size())
                        .put("errors", errors)
                        .put("warnings", problems.size() - errors);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            summary.set("problems", RuleCheckJson.problems(problems));
        } else {
            problems.forEach(out::println);
        }
        out.println(summary);
        return errors == 0 ? Exit.DONE : Exit.FAILED;
    }
}
