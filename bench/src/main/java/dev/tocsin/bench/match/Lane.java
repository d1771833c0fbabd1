package dev.tocsin.bench.match;

import dev.tocsin.launcher.events.EventFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a file, as bytes, in memory.
 *
 * @param name the file's name without its endings
 * @param events one JSON document each
 */
public record Lane(String name, List<byte[]> events) {
    public Lane {
        events = List.copyOf(events);
    }

    /**
     * Reads a file of one JSON document a line, compressed by gzip or not.
     *
     * @throws IOException when it cannot be read or holds no event
     */
    public static Lane read(Path file) throws IOException {
        List<byte[]> events = new ArrayList<>();
        try (InputStream in =
                new BufferedInputStream(EventFile.unpacked(Files.newInputStream(file)))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    add(line, events);
                } else {
                    line.write(b);
                }
            }
            add(line, events);
        }
        if (events.isEmpty()) {
            throw new IOException("Expected events in " + file + ", but found none");
        }
        return new Lane(name(file), events);
    }

    private static void add(ByteArrayOutputStream line, List<byte[]> events) {
        if (line.size() > 0) {
            events.add(line.toByteArray());
        }
        line.reset();
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The bytes of all events. */
    public long bytes() {
        long bytes = 0;
        for (byte[] event : events) {
            bytes += event.length;
        }
        return bytes;
    }
}
