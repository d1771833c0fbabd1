package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the end of a process's log. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Show the end of the logs, of one process or of all.")
public final class LogsCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PROCESS",
            description = "supervisor, kafka, elasticsearch, topology, desk, doors or connect.")
    @Nullable String process;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "40",
            description = "How many lines (40).")
    int lines;

    @Override
    public Integer call() throws IOException {
        Path logs = Settings.from(System.getenv()).home().resolve("logs");
        List<Path> files = files(logs);
        if (files.isEmpty()) {
            System.err.println(
                    process == null
                            ? "Expected logs in " + logs + ", but there are none"
                            : "Expected a log of "
                                    + process
                                    + " in "
                                    + logs
                                    + ", but there is none");
            return Exit.FAILED;
        }
        for (Path file : files) {
            if (files.size() > 1) {
                System.out.println("==> " + file + " <==");
            }
            List<String> all = Files.readAllLines(file);
            all.subList(Math.max(0, all.size() - lines), all.size()).forEach(System.out::println);
        }
        return Exit.DONE;
    }

    private List<Path> files(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(logs)) {
            return all.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> process == null || file.endsWith(process + ".log"))
                    .sorted()
                    .toList();
        }
    }
}
