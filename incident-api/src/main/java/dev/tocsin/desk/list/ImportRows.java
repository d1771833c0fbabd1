package dev.tocsin.desk.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of an import: an object for each, or what is wrong with it. */
final class ImportRows {
    /** Columns of CSV that are members of an entry; any other column is a fact. */
    private static final Set<String> MEMBERS = Set.of("value", "reason", "expires_at");

    private static final Pattern LINES = Pattern.compile("\\r?\\n");

    private ImportRows() {}

    /**
     * One row.
     *
     * @param line where it stands, from 1
     * @param body the entry, or null when the row cannot be read
     * @param fault what is wrong with it, or null
     */
    record Row(int line, @Nullable ObjectNode body, @Nullable String fault) {}

    /** One JSON object a line. */
    static List<Row> ndjson(byte[] bytes) {
        List<Row> rows = new ArrayList<>();
        String[] lines = LINES.split(new String(bytes, StandardCharsets.UTF_8), -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                rows.add(row(i + 1, lines[i]));
            }
        }
        return rows;
    }

    private static Row row(int line, String text) {
        try {
            JsonNode node = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            return object(line, node);
        } catch (JsonProcessingException e) {
            return new Row(line, null, "Expected JSON, but: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Row(line, null, "Expected JSON, but: " + e.getMessage());
        }
    }

    private static Row object(int line, JsonNode node) {
        return node instanceof ObjectNode object
                ? new Row(line, object, null)
                : new Row(line, null, "Expected a JSON object, but found another value");
    }

    /** The member {@code entries} of a JSON object; the line is the number in it. */
    static List<Row> json(ObjectNode body) {
        JsonNode entries = body.path("entries");
        if (!entries.isArray() || body.size() != 1) {
            throw ProblemException.invalid(
                    List.of(
                            new Fault(
                                    "/entries", "Expected an array of entries and nothing else")));
        }
        List<Row> rows = new ArrayList<>();
        entries.forEach(entry -> rows.add(object(rows.size() + 1, entry)));
        return rows;
    }

    /** CSV with a header line that has at least the column {@code value}. */
    static List<Row> csv(byte[] bytes) {
        List<CsvRecords.Line> lines = CsvRecords.read(new String(bytes, StandardCharsets.UTF_8));
        List<String> header =
                lines.isEmpty()
                        ? List.of()
                        : lines.getFirst().cells().stream().map(String::strip).toList();
        if (!header.contains("value")) {
            throw ProblemException.unreadable(
                    "Expected CSV whose first line names the columns, value among them, but found "
                            + String.join(", ", header));
        }
        List<Row> rows = new ArrayList<>();
        for (CsvRecords.Line line : lines.subList(1, lines.size())) {
            rows.add(row(header, line));
        }
        return rows;
    }

    private static Row row(List<String> header, CsvRecords.Line line) {
        if (line.cells().size() != header.size()) {
            return new Row(
                    line.number(),
                    null,
                    "Expected " + header.size() + " cells, but found " + line.cells().size());
        }
        ObjectNode body = Json.object();
        ObjectNode facts = Json.object();
        for (int i = 0; i < header.size(); i++) {
            String cell = line.cells().get(i);
            if (!cell.isBlank()) {
                (MEMBERS.contains(header.get(i)) ? body : facts).put(header.get(i), cell);
            }
        }
        if (!facts.isEmpty()) {
            body.set("facts", facts);
        }
        return new Row(line.number(), body, null);
    }
}
