package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.audit.AuditEntry;
import dev.tocsin.desk.audit.AuditFinding;
import dev.tocsin.desk.audit.AuditHead;
import dev.tocsin.desk.audit.AuditVerifier;
import dev.tocsin.json.Json;
import dev.tocsin.testkit.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit of a desk, read through the API, page by page.
 *
 * @param entries all of them, the oldest first
 */
record AuditTrail(List<AuditEntry> entries) {
    static AuditTrail of(Caller admin) {
        List<AuditEntry> entries = new ArrayList<>();
        @Nullable String cursor = "";
        while (cursor != null) {
            JsonNode page = admin.get("/api/v1/audit?limit=100" + cursor).json();
            page.path("items").forEach(item -> entries.add(AuditEntry.from(item)));
            String next = Json.text(page, "next");
            cursor = next == null ? null : "&cursor=" + next;
        }
        return new AuditTrail(entries);
    }

    /** What happened, as it was noted. */
    List<JsonNode> events() {
        return entries.stream().map(AuditEntry::entry).toList();
    }

    /** The events of an action. */
    List<JsonNode> of(String action) {
        return events().stream().filter(e -> e.path("action").asText().equals(action)).toList();
    }

    /** The value of a member of every event. */
    List<String> all(String member) {
        return events().stream().map(event -> event.path(member).asText()).toList();
    }

    /** What the verifier says. */
    List<AuditFinding> findings(List<AuditHead> heads) {
        AuditVerifier verifier = new AuditVerifier(heads.iterator());
        entries.forEach(verifier::accept);
        return verifier.findings();
    }

    /** The heads on the topic. */
    static List<AuditHead> heads(TopicReader reader) {
        return reader.poll().stream().map(r -> AuditHead.from(parse(r.value()))).toList();
    }

    static JsonNode parse(byte[] json) {
        try {
            return Json.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
