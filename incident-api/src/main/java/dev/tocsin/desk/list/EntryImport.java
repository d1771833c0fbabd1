package dev.tocsin.desk.list;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import brings: the entries that can be read, and what is wrong with the other rows.
 *
 * @param entries in the order of the rows
 * @param faults of the other rows
 */
record EntryImport(List<ListEntry> entries, List<Fault> faults) {
    /**
     * A row that is refused.
     *
     * @param line where it stands
     * @param detail what is wrong
     */
    record Fault(int line, String detail) {}

    static EntryImport of(List<ImportRows.Row> rows, EntryReader reader) {
        List<ListEntry> entries = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (ImportRows.Row row : rows) {
            String fault = read(row, reader, entries);
            if (fault != null) {
                faults.add(new Fault(row.line(), fault));
            }
        }
        return new EntryImport(entries, faults);
    }

    private static @Nullable String read(
            ImportRows.Row row, EntryReader reader, List<ListEntry> into) {
        ObjectNode body = row.body();
        if (body == null) {
            return row.fault();
        }
        try {
            into.add(reader.read(body));
            return null;
        } catch (ProblemException e) {
            return e.problem().detail();
        }
    }

    /** Whether every row can be read: only then may it replace what is there. */
    boolean isWhole() {
        return faults.isEmpty();
    }

    /**
     * The answer.
     *
     * @param all whether the import was to replace what is there
     */
    ObjectNode toJson(boolean all) {
        ObjectNode json = Json.object();
        json.put("accepted", all && !isWhole() ? 0 : entries.size());
        json.put("refused", faults.size());
        ArrayNode list = json.putArray("faults");
        faults.forEach(
                fault -> list.addObject().put("line", fault.line()).put("detail", fault.detail()));
        return json;
    }
}
