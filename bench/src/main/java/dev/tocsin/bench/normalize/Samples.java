package dev.tocsin.bench.normalize;

import dev.tocsin.bench.match.Lane;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The events that are normalized: those of a shipped sample, or of a file. */
final class Samples {
    /** Lines of many programs, as syslog-ng sends them in JSON. */
    static final String SYSLOG = "syslog";

    /** Security and Sysmon events, as Winlogbeat and nxlog send them. */
    static final String WINDOWS = "windows";

    private Samples() {}

    /**
     * Events in the order in which they stand, one JSON document each.
     *
     * @param name of a shipped sample, else the path of a file
     */
    static List<byte[]> read(String name) throws IOException {
        return switch (name) {
            case SYSLOG, WINDOWS -> shipped(name + ".ndjson");
            default -> Lane.read(Path.of(name)).events();
        };
    }

    private static List<byte[]> shipped(String file) throws IOException {
        try (InputStream in = Samples.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("Expected " + file + ", but it is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }
}
