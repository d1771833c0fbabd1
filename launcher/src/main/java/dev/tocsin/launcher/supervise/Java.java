package dev.tocsin.launcher.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a child JVM is started: with the JDK that runs this one. */
final class Java {
    /** Linux says here whether a process may have huge pages: always, when it asks, or never. */
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private Java() {}

    /**
     * The command up to the class path, with a bounded heap and the quick compiler alone: on a
     * machine that has two cores for everything, a process that is not the bottleneck must not
     * spend its first minute on optimizing itself.
     */
    static List<String> command(String heap) {
        return command(heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    /**
     * The same with the optimizing compiler and, where there are any, huge pages: for what computes
     * most and goes to another place in memory each time.
     */
    static List<String> optimizedCommand(String heap) {
        List<String> command = command(heap, "-XX:+UseG1GC");
        if (hasHugePages(HUGE_PAGES)) {
            command.add("-XX:+UseTransparentHugePages");
        }
        return command;
    }

    /** Whether the kernel gives huge pages; a JVM that asks in vain says so in its output. */
    static boolean hasHugePages(Path enabled) {
        try {
            return !Files.readString(enabled).contains("[never]");
        } catch (IOException _) {
            return false;
        }
    }

    private static List<String> command(String heap, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx" + heap,
                        "-Xms64m",
                        "-XX:MaxMetaspaceSize=192m",
                        "-XX:ReservedCodeCacheSize=96m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dfile.encoding=UTF-8"));
        command.addAll(List.of(more));
        return command;
    }
}
