package dev.tocsin.launcher.command;

import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.run.ListFile;
import java.io.IOException;
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
                            + " names to lists of values.")
    @Nullable Path file;

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
