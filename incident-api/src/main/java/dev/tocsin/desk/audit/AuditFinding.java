package dev.tocsin.desk.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;

/**
 * One thing that is wrong with a chain.
 *
 * @param kind what was done
 * @param sequence the place
 * @param detail what was expected and what was found
 */
public record AuditFinding(Kind kind, long sequence, String detail) {
    /** What was done to the chain. */
    public enum Kind {
        /** The content of an entry is not what its hash was made of. */
        EDITED,
        /** Entries are missing. */
        REMOVED,
        /** There is more than one entry for a place. */
        INSERTED,
        /** Entries stand in another order. */
        REORDERED,
        /** Entries at the end are missing that a published head knows. */
        TRUNCATED,
        /** An entry does not follow the one before it, or is not what was published. */
        REWRITTEN
    }

    /** A line for people. */
    public String text() {
        return "entry " + sequence + ": " + Texts.name(kind) + ": " + detail;
    }

    /** The same for programs. */
    public ObjectNode toJson() {
        return Json.object()
                .put("kind", Texts.name(kind))
                .put("sequence", sequence)
                .put("detail", detail);
    }
}
