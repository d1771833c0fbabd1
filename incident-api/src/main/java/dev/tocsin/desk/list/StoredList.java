package dev.tocsin.desk.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A list with its entries, as it is stored: one document, so that it changes as a whole. A deleted
 * list stays without entries, so that its history can be read and its version never goes back.
 *
 * @param name its name, by which rules know it
 * @param kind what it is for
 * @param description for people
 * @param version 1, and one more with each change
 * @param updatedAtMs when it was last changed
 * @param updatedBy name of the key that changed it
 * @param deleted whether it was deleted
 * @param entries by {@link ListEntry#key}
 */
public record StoredList(
        String name,
        ListKind kind,
        @Nullable String description,
        long version,
        long updatedAtMs,
        String updatedBy,
        boolean deleted,
        SortedMap<String, ListEntry> entries) {
    /** The most entries of a list. */
    public static final int MAX_ENTRIES = 10_000;

    /** The entries that are in force, sorted by {@link ListEntry#key}. */
    public List<ListEntry> inForce(long nowMs) {
        return entries.values().stream().filter(entry -> entry.isInForce(nowMs)).toList();
    }

    /** An entry by its id, or null. */
    public @Nullable ListEntry entry(String id, long nowMs) {
        return entries.values().stream()
                .filter(entry -> entry.isInForce(nowMs) && entry.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What callers see: without the entries, which have pages of their own. */
    public ObjectNode toJson(long nowMs) {
        ObjectNode json = Json.object();
        json.put("name", name).put("kind", Texts.name(kind)).put("description", description);
        json.put("entries", inForce(nowMs).size());
        json.put("updated_at", Texts.time(updatedAtMs)).put("updated_by", updatedBy);
        return json;
    }

    /** This list with other entries; they are shared, so do not change them any more. */
    StoredList with(Collection<ListEntry> others) {
        TreeMap<String, ListEntry> byKey = new TreeMap<>();
        others.forEach(entry -> byKey.put(entry.key(), entry));
        return new StoredList(
                name, kind, description, version, updatedAtMs, updatedBy, deleted, byKey);
    }

    StoredList describedAs(@Nullable String other) {
        return new StoredList(name, kind, other, version, updatedAtMs, updatedBy, deleted, entries);
    }

    StoredList asDeleted() {
        return new StoredList(
                name, kind, description, version, updatedAtMs, updatedBy, true, new TreeMap<>());
    }

    StoredList next(long nowMs, String by) {
        return new StoredList(name, kind, description, version + 1, nowMs, by, deleted, entries);
    }

    Document toDocument() {
        Long expiry =
                entries.values().stream()
                        .map(ListEntry::expiresAtMs)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return new Document("kind", Texts.name(kind))
                .append("description", description)
                .append("version", version)
                .append("updated_at", updatedAtMs)
                .append("updated_by", updatedBy)
                .append("deleted", deleted)
                .append("next_expiry", expiry)
                .append("entries", entries.values().stream().map(ListEntry::toDocument).toList());
    }

    static StoredList from(Document document) {
        StoredList list =
                new StoredList(
                        document.getString("_id"),
                        Objects.requireNonNull(
                                Texts.constant(ListKind.class, document.getString("kind"))),
                        document.getString("description"),
                        Docs.number(document, "version"),
                        Docs.number(document, "updated_at"),
                        document.getString("updated_by"),
                        document.getBoolean("deleted", false),
                        new TreeMap<>());
        return list.with(
                document.getList("entries", Document.class, List.of()).stream()
                        .map(ListEntry::from)
                        .toList());
    }
}
