package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.command.NormalizeOptions.Chosen;
import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what the events of a file would become. */
@Command(
        name = "normalize",
        mixinStandardHelpOptions = true,
        description = {
            "Say what the events of a file would become: the normalizers and the pipelines that we"
                    + " ship, as the live system runs them.",
            "The file has one event a line, a JSON array, or objects over many lines; plain or"
                    + " gzip. A line that is no JSON is the message of an event. Exit code 1 when"
                    + " something cannot be read."
        })
public final class NormalizeCommand implements Callable<Integer> {
    @Mixin NormalizeOptions options = new NormalizeOptions();

    @Option(
            names = "--pipeline",
            description = "The pipeline that the token or the door names (none).")
    @Nullable String pipeline;

    @Option(
            names = "--pipelines",
            paramLabel = "DIR",
            description = "The directory of pipeline files (the pipelines that we ship).")
    @Nullable Path directory;

    @Mixin ListsOption lists = new ListsOption();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        return options.run(spec, () -> new Chosen(pipelines(), pipeline));
    }

    private PipelineSet pipelines() throws IOException, WrongArgument {
        Settings settings = Settings.from(System.getenv());
        if (directory == null && !Files.isDirectory(settings.pipelines())) {
            return PipelineSet.empty();
        }
        PipelineCompilation compiled =
                PipelineCompiler.compile(
                        RuleDirectory.read(PipelineDirectory.directory(directory)),
                        lists.overShipped());
        compiled.problems().stream()
                .filter(Problem::isError)
                .forEach(spec.commandLine().getErr()::println);
        return compiled.pipelines();
    }
}
