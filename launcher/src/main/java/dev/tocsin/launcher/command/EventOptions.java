package dev.tocsin.launcher.command;

import dev.tocsin.launcher.events.EventFile;
import dev.tocsin.launcher.events.EventFormat;
import dev.tocsin.launcher.events.Intake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Option;

/** How the events of a file are read. */
final class EventOptions {
    @Option(
            names = "--format",
            defaultValue = "auto",
            description =
                    "What the events are: auto (whatever senders send, normalized as the live system"
                            + " does), ecs (normalized already), raw (taken as they are; product,"
                            + " category and service at the root are the log source), nxlog, winlog"
                            + " (only such events). Default: auto.")
    EventFormat format = EventFormat.AUTO;

    Intake intake() {
        return new Intake(format, Instant.now());
    }

    static EventFile open(Path path) throws IOException, WrongArgument {
        require(path);
        return EventFile.open(path);
    }

    static void require(Path path) throws WrongArgument {
        if (!path.equals(EventFile.STANDARD_INPUT) && !Files.isRegularFile(path)) {
            throw new WrongArgument(
                    "Expected a file of events, but found "
                            + (Files.isDirectory(path) ? "a directory: " : "nothing at ")
                            + path);
        }
    }
}
