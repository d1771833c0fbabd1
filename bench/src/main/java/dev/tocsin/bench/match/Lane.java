package dev.tocsin.bench.match;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The events of a file, as bytes, in memory.
 *
 * @param name the file's name without its endings
 * @param events one JSON document each
 */
public record Lane(String name, List<byte[]> events) {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

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
        try (InputStream in = open(file)) {
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

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
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
