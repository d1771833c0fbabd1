package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Settings;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The argument that says where pipelines are. */
final class PipelineDirectory {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The directory of pipeline files (the pipelines that we ship).")
    @Nullable Path given;

    @Mixin ListsOption lists = new ListsOption();

    /** The pipeline files. */
    List<RuleFile> files() throws IOException, WrongArgument {
        return RuleDirectory.read(path());
    }

    /** The test files. */
    List<RuleFile> tests() throws IOException, WrongArgument {
        return RuleDirectory.readTests(path());
    }

    /** What lists stand for: those given, else those of the rules that we ship. */
    Placeholders placeholders() throws IOException {
        return lists.overShipped();
    }

    Path path() throws WrongArgument {
        return directory(given);
    }

    /** A directory of pipelines; null: the one of this machine. */
    static Path directory(@Nullable Path given) throws WrongArgument {
        Path directory = given == null ? Settings.from(System.getenv()).pipelines() : given;
        if (!Files.isDirectory(directory)) {
            throw new WrongArgument(
                    "Expected a directory of pipeline files, but found "
                            + (Files.exists(directory) ? "a file: " : "nothing at ")
                            + directory);
        }
        return directory;
    }
}
