package dev.tocsin.desk.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Chains to tamper with. */
final class Chains {
    private Chains() {}

    static AuditEvent event(String id) {
        ObjectNode detail = Json.object().put("why", "because of " + id).put("count", 7);
        return new AuditEvent(id, 1_000, "ada", "alert_changed", "alert-1", "192.0.2.1", detail);
    }

    static List<AuditEvent> events(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> event("event-" + i)).toList();
    }

    /** A chain as it is written. */
    static List<AuditEntry> of(int length) {
        return AuditChain.follow(AuditHead.START, events(length));
    }

    /** The heads of every so many entries, and of the last one. */
    static List<AuditHead> heads(List<AuditEntry> entries, int every) {
        return entries.stream()
                .filter(e -> e.sequence() % every == 0 || e.sequence() == entries.size())
                .map(AuditEntry::head)
                .toList();
    }

    /** An entry with another content and its old hash. */
    static AuditEntry edited(AuditEntry entry, String by) {
        return new AuditEntry(entry.sequence(), entry.previous(), entry.hash(), content(entry, by));
    }

    /** An entry with another content and the hash that belongs to it. */
    static AuditEntry forged(AuditEntry entry, String previous, String by) {
        ObjectNode content = content(entry, by);
        return new AuditEntry(
                entry.sequence(), previous, AuditEntry.hash(previous, content), content);
    }

    /** A chain whose entries from a place on are written anew, with right hashes. */
    static List<AuditEntry> rewritten(List<AuditEntry> entries, int from) {
        List<AuditEntry> forged = new ArrayList<>(entries.subList(0, from - 1));
        String previous = from == 1 ? AuditHead.START.hash() : entries.get(from - 2).hash();
        for (AuditEntry entry : entries.subList(from - 1, entries.size())) {
            AuditEntry next = forged(entry, previous, "nobody");
            forged.add(next);
            previous = next.hash();
        }
        return forged;
    }

    /** The same entry, kept at another place. */
    static AuditEntry at(AuditEntry entry, long place) {
        return new AuditEntry(place, entry.previous(), entry.hash(), entry.entry());
    }

    static List<AuditFinding> findings(List<AuditEntry> entries, List<AuditHead> heads) {
        AuditVerifier verifier = new AuditVerifier(heads.iterator());
        entries.forEach(verifier::accept);
        return verifier.findings();
    }

    private static ObjectNode content(AuditEntry entry, String by) {
        return ((ObjectNode) entry.entry().deepCopy()).put("by", by);
    }
}
