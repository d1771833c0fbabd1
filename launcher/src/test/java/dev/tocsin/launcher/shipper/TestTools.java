package dev.tocsin.launcher.shipper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Programs that tests run and Tocsin does not need: those of the machine, else those that {@code
 * ./tocsin verify} unpacked below {@code .tocsin/test-tools} without installing them.
 */
final class TestTools {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path UNPACKED = PROJECT.resolve(".tocsin/test-tools/root");
    private static final Path SYSTEM = Path.of("/");
    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";
    private static final int INSTALL_MINUTES = 5;

    private TestTools() {}

    /** The root below which a program is, or null. */
    static @Nullable Path rootOf(String program) {
        for (Path root : List.of(UNPACKED, SYSTEM)) {
            if (Files.isExecutable(root.resolve(program))) {
                return root;
            }
        }
        return null;
    }

    /** What lets programs of a root find their libraries. */
    static Map<String, String> environment(Path root) {
        if (root.equals(SYSTEM)) {
            return Map.of();
        }
        String libraries =
                String.join(
                        ":",
                        root.resolve(LIBRARIES).toString(),
                        root.resolve("lib/x86_64-linux-gnu").toString(),
                        root.resolve("usr/lib/syslog-ng").toString());
        return Map.of("LD_LIBRARY_PATH", libraries);
    }

    /** What lets Python find pika. */
    static Map<String, String> python() {
        return Map.of("PYTHONPATH", UNPACKED.resolve("usr/lib/python3/dist-packages").toString());
    }

    /** Whether Python is here and finds pika. */
    static boolean hasPika() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", "import pika");
        builder.environment().putAll(python());
        try {
            return builder.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where a root's rsyslog has its modules. */
    static Path rsyslogModules(Path root) {
        return root.resolve(LIBRARIES).resolve("rsyslog");
    }

    /** Where a root's syslog-ng has its modules. */
    static Path syslogNgModules(Path root) throws IOException {
        try (var versions = Files.list(root.resolve("usr/lib/syslog-ng"))) {
            return versions.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    /** A directory with the packages of {@code src/test/shippers}, or null when npm cannot. */
    static @Nullable Path nodeModules() throws IOException, InterruptedException {
        Path directory = Path.of("target/shippers").toAbsolutePath();
        Files.createDirectories(directory);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.write(
                    directory.resolve(file),
                    Files.readAllBytes(Path.of("src/test/shippers").resolve(file)));
        }
        Process npm =
                new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("npm.log").toFile())
                        .start();
        boolean done = npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) && npm.exitValue() == 0;
        return done ? directory : null;
    }
}
