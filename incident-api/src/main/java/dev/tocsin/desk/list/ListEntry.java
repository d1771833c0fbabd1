package dev.tocsin.desk.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.id.ContentId;
import dev.tocsin.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One value of a list. Values of a list are told apart without case, as the topology compares them.
 *
 * @param value an address, a network, a name, a hash
 * @param reason why it is there
 * @param author name of the key that put it there
 * @param addedAtMs when it came to the list
 * @param expiresAtMs when it leaves the list by itself; null for never
 * @param facts what is known of it, in lists of assets and identities
 * @param version of the list, when the entry was last changed
 */
public record ListEntry(
        String value,
        @Nullable String reason,
        String author,
        long addedAtMs,
        @Nullable Long expiresAtMs,
        Map<String, String> facts,
        long version) {

    public ListEntry {
        facts = Map.copyOf(facts);
    }

    /** What entries of a list are told apart and sorted by. */
    public String key() {
        return key(value);
    }

    /** Its id within its list, which fits into a path. */
    public String id() {
        return ContentId.of(key());
    }

    /** Whether it is still in force. */
    public boolean isInForce(long nowMs) {
        return expiresAtMs == null || expiresAtMs > nowMs;
    }

    /** The wire form. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("id", id()).put("value", value).put("reason", reason);
        json.put("author", author).put("added_at", Texts.time(addedAtMs));
        json.put("expires_at", expiresAtMs == null ? null : Texts.time(expiresAtMs));
        ObjectNode known = json.putObject("facts");
        new TreeMap<>(facts).forEach(known::put);
        return json;
    }

    /** This entry as of a version of its list. */
    ListEntry at(long newVersion) {
        return new ListEntry(value, reason, author, addedAtMs, expiresAtMs, facts, newVersion);
    }

    /** Whether both say the same, whoever said it when. */
    boolean saysTheSame(ListEntry other) {
        return at(0).equals(
                        new ListEntry(
                                other.value,
                                other.reason,
                                author,
                                addedAtMs,
                                other.expiresAtMs,
                                other.facts,
                                0));
    }

    static String key(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    Document toDocument() {
        Document document =
                new Document("value", value)
                        .append("author", author)
                        .append("added_at", addedAtMs)
                        .append("version", version);
        if (reason != null) {
            document.append("reason", reason);
        }
        if (expiresAtMs != null) {
            document.append("expires_at", expiresAtMs);
        }
        if (!facts.isEmpty()) {
            document.append("facts", new Document(new TreeMap<>(facts)));
        }
        return document;
    }

    static ListEntry from(Document document) {
        Map<String, String> facts = new LinkedHashMap<>();
        Document known = document.get("facts", Document.class);
        if (known != null) {
            known.forEach((name, fact) -> facts.put(name, String.valueOf(fact)));
        }
        return new ListEntry(
                document.getString("value"),
                document.getString("reason"),
                document.getString("author"),
                Docs.number(document, "added_at"),
                Docs.optionalNumber(document, "expires_at"),
                facts,
                Docs.number(document, "version"));
    }
}
