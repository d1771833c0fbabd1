package dev.tocsin.launcher.command;

import dev.tocsin.launcher.command.NormalizeOptions.Chosen;
import dev.tocsin.rules.pipeline.Pipeline;
import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one pipeline over the events of a file, whether its scope holds or not. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Run one pipeline over the events of a file, each as if its token named the"
                        + " pipeline, and print what they become. A line that is no JSON is the"
                        + " message of an event.")
public final class PipelinesRunCommand implements Callable<Integer> {
    @Option(
            names = "--pipeline",
            required = true,
            paramLabel = "P",
            description = "A pipeline file, or the name of a pipeline of the directory.")
    String pipeline = "";

    @Option(
            names = "--pipelines",
            paramLabel = "DIR",
            description = "The directory of pipeline files (the pipelines that we ship).")
    @Nullable Path directory;

    @Mixin NormalizeOptions options = new NormalizeOptions();

    @Mixin ListsOption lists = new ListsOption();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        return options.run(spec, this::chosen);
    }

    private Chosen chosen() throws IOException, WrongArgument {
        PipelineCompilation compiled = PipelineCompiler.compile(files(), lists.placeholders());
        compiled.problems().forEach(spec.commandLine().getErr()::println);
        Pipeline one = one(compiled);
        return new Chosen(new PipelineSet(List.of(one), ""), one.name());
    }

    private boolean isFile() {
        return Files.isRegularFile(Path.of(pipeline));
    }

    private List<RuleFile> files() throws IOException, WrongArgument {
        return isFile()
                ? List.of(
                        new RuleFile(
                                pipeline,
                                Files.readString(Path.of(pipeline), StandardCharsets.UTF_8)))
                : RuleDirectory.read(PipelineDirectory.directory(directory));
    }

    private Pipeline one(PipelineCompilation compiled) throws WrongArgument {
        List<Pipeline> all = compiled.pipelines().pipelines();
        Pipeline named = compiled.pipelines().pipeline(pipeline);
        if (isFile() && all.size() == 1) {
            return all.getFirst();
        }
        if (named == null) {
            throw new WrongArgument(
                    "Expected a file with one sound pipeline, or the name of one, but found '%s'; there are %s"
                            .formatted(pipeline, all.stream().map(Pipeline::name).toList()));
        }
        return named;
    }
}
