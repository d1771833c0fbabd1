package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What people did to an alert beside judging it.
 *
 * @param tags words to find it by
 * @param suppression the suppression that hid it
 * @param mergedInto the alert that stands for it
 * @param before its status, assignee and verdict before it was merged; null unless it is
 * @param merged the alerts that it stands for
 */
record Marks(
        List<String> tags,
        @Nullable String suppression,
        @Nullable String mergedInto,
        @Nullable Triage before,
        List<String> merged) {
    /** Nothing was done. */
    static final Marks NONE = new Marks(List.of(), null, null, null, List.of());

    Marks {
        tags = List.copyOf(tags);
        merged = List.copyOf(merged);
    }

    Marks withTags(List<String> other) {
        return new Marks(other, suppression, mergedInto, before, merged);
    }

    Marks withSuppression(@Nullable String other) {
        return new Marks(tags, other, mergedInto, before, merged);
    }

    Marks withMerged(List<String> other) {
        return new Marks(tags, suppression, mergedInto, before, other);
    }

    Marks mergedInto(@Nullable String main, @Nullable Triage was) {
        return new Marks(tags, suppression, main, was, merged);
    }

    Stream<FieldChange> changesTo(Marks other) {
        return Stream.of(
                FieldChange.of("tags", tags, other.tags),
                FieldChange.of("suppression", suppression, other.suppression),
                FieldChange.of("merged_into", mergedInto, other.mergedInto),
                FieldChange.of("merged", merged, other.merged));
    }

    void writeTo(ObjectNode json) {
        json.set("tags", Json.MAPPER.valueToTree(tags));
        json.put("suppression", suppression);
        json.put("merged_into", mergedInto);
        json.set("merged", Json.MAPPER.valueToTree(merged));
    }

    Document toDocument() {
        return new Document("tags", tags)
                .append("suppression", suppression)
                .append("merged_into", mergedInto)
                .append("before", before == null ? null : before.toDocument())
                .append("merged", merged);
    }

    static Marks from(@Nullable Document document) {
        if (document == null) {
            return NONE;
        }
        Document before = document.get("before", Document.class);
        return new Marks(
                document.getList("tags", String.class, List.of()),
                document.getString("suppression"),
                document.getString("merged_into"),
                before == null ? null : Triage.from(before),
                document.getList("merged", String.class, List.of()));
    }
}
