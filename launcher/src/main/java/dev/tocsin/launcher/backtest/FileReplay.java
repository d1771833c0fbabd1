package dev.tocsin.launcher.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.events.EventFile;
import dev.tocsin.launcher.events.Found;
import dev.tocsin.launcher.events.Intake;
import dev.tocsin.rules.run.EventTime;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of a file, in its order; those with one id are one event. */
public final class FileReplay implements Replay {
    private final EventFile file;
    private final Intake intake;
    private final Span span;
    private final String name;
    private final long size;
    private final Counted counted;
    private final Consumer<String> complaints;
    private final SeenIds seen = new SeenIds();
    private long unreadable;
    private long repeated;

    private FileReplay(
            Path path, Counted counted, Intake intake, Span span, Consumer<String> complaints)
            throws IOException {
        this.counted = counted;
        this.file = EventFile.of(counted);
        this.intake = intake;
        this.span = span;
        this.name = path.toString();
        this.size = path.equals(EventFile.STANDARD_INPUT) ? 0 : Files.size(path);
        this.complaints = complaints;
    }

    /**
     * Opens a file.
     *
     * @param complaints is told what cannot be read, and why
     */
    public static FileReplay open(Path path, Intake intake, Span span, Consumer<String> complaints)
            throws IOException {
        InputStream in =
                path.equals(EventFile.STANDARD_INPUT) ? System.in : Files.newInputStream(path);
        return new FileReplay(path, new Counted(in), intake, span, complaints);
    }

    @Override
    public @Nullable Replayed next() {
        for (Found found = file.next(); found != null; found = file.next()) {
            Replayed event =
                    switch (found) {
                        case Found.Event sent -> take(sent);
                        case Found.Unreadable bad -> {
                            complain(bad.number(), bad.reason());
                            yield null;
                        }
                    };
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    private @Nullable Replayed take(Found.Event sent) {
        try {
            ObjectNode event = intake.take(sent);
            Long timeMs = EventTime.of(event);
            if (timeMs == null) {
                complain(
                        sent.number(),
                        "Expected a time in @timestamp or event.ingested, but found none");
                return null;
            }
            String own = Json.text(event, "event.id");
            if (own != null && !seen.add(own)) {
                repeated++;
                return null;
            }
            String id = own == null ? "event-" + sent.number() : own;
            return span.contains(timeMs)
                    ? new Replayed(event, new EventRef(id, timeMs, name, 0, sent.number()))
                    : null;
        } catch (Intake.WrongShape e) {
            complain(sent.number(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void complain(long number, String reason) {
        unreadable++;
        complaints.accept("event " + number + ": " + reason);
    }

    @Override
    public double progress() {
        return size == 0 ? 0 : Math.min(1, (double) counted.bytes / size);
    }

    @Override
    public long unreadable() {
        return unreadable;
    }

    @Override
    public long repeated() {
        return repeated;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Counts what has been read of the file, packed or not. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(new BufferedInputStream(in));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
