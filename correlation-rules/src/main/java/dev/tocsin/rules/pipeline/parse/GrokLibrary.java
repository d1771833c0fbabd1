package dev.tocsin.rules.pipeline.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The patterns that every pipeline knows; they stand in {@code grok-patterns.txt}. */
final class GrokLibrary {
    private static final String FILE = "grok-patterns.txt";
    private static final Map<String, String> ALL = read();

    private GrokLibrary() {}

    /** Regular expressions by name. */
    static Map<String, String> all() {
        return ALL;
    }

    private static Map<String, String> read() {
        try (InputStream in = GrokLibrary.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("Expected " + FILE + ", but it is not there");
            }
            Map<String, String> all = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> put(line, all));
            return Map.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(String line, Map<String, String> all) {
        int space = line.indexOf(' ');
        all.put(line.substring(0, space), line.substring(space + 1).strip());
    }
}
