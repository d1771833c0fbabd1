package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Settings;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.run.ListFile;
import dev.tocsin.rules.run.RuleDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that gives lists to rules with placeholders. */
final class ListsOption {
    @Option(
            names = "--lists",
            paramLabel = "FILE",
            description =
                    "What placeholders such as %%Administrators%% stand for: a YAML or JSON map of"
                            + " names to lists of values. Other lists are those of lists.yml in"
                            + " the directory of rules.")
    @Nullable Path file;

    /**
     * The lists, and behind them those of a directory of rules.
     *
     * @throws IllegalArgumentException when a file holds something else
     */
    Placeholders over(Path directory) throws IOException {
        return placeholders().or(RuleDirectory.lists(directory)::get);
    }

    /**
     * The lists, and behind them those of the rules that we ship, where there are any.
     *
     * @throws IllegalArgumentException when a file holds something else
     */
    Placeholders overShipped() throws IOException {
        Path rules = Settings.from(System.getenv()).rules();
        return Files.isDirectory(rules) ? over(rules) : placeholders();
    }

    /**
     * The lists; none when the option is absent.
     *
     * @throws IllegalArgumentException when the file holds something else
     */
    Placeholders placeholders() throws IOException {
        Path from = file;
        return from == null ? Placeholders.none() : ListFile.read(from);
    }
}
