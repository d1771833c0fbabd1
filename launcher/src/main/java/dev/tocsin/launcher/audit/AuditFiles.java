package dev.tocsin.launcher.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.audit.AuditEntry;
import dev.tocsin.desk.audit.AuditHead;
import dev.tocsin.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Exports of the audit and of its heads: one JSON object a line. */
public final class AuditFiles {
    private AuditFiles() {}

    /**
     * The entries of a file.
     *
     * @param unreadable told of every line that is no entry
     */
    public static AuditSource entries(Path file, Consumer<String> unreadable) {
        return each -> read(file, AuditEntry::from, each, unreadable);
    }

    /**
     * The heads of a file.
     *
     * @throws IOException when a line is none; the message names it
     */
    public static HeadSource heads(Path file) throws IOException {
        checkHeads(file);
        BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        return HeadSource.of(
                lines.lines().filter(line -> !line.isBlank()).map(AuditFiles::head).iterator(),
                () -> close(lines));
    }

    /** A file with a line that is none proves nothing: said before anything is compared. */
    private static void checkHeads(Path file) throws IOException {
        List<String> unreadable = new ArrayList<>();
        read(file, AuditHead::from, _ -> {}, text -> keepFirst(unreadable, text));
        if (!unreadable.isEmpty()) {
            throw new IOException(file + ": " + unreadable.getFirst());
        }
    }

    private static void keepFirst(List<String> kept, String text) {
        if (kept.isEmpty()) {
            kept.add(text);
        }
    }

    private static AuditHead head(String line) {
        try {
            return AuditHead.from(Json.parse(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(BufferedReader lines) {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> void read(
            Path file, Function<JsonNode, T> from, Consumer<T> each, Consumer<String> unreadable)
            throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    each.accept(from.apply(Json.parse(line.getBytes(StandardCharsets.UTF_8))));
                } catch (IOException _) {
                    unreadable.accept("line " + number + ": Expected JSON, but found another text");
                } catch (IllegalArgumentException e) {
                    unreadable.accept("line " + number + ": " + e.getMessage());
                }
            }
        }
    }
}
