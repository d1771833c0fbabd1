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
 * @param merged the alerts that it stands for
 */
record Marks(
        List<String> tags,
        @Nullable String suppression,
        @Nullable String mergedInto,
        List<String> merged) {
    /** The most tags of an alert. */
    static final int MAX_TAGS = 50;

    /** The most characters of a tag. */
    static final int MAX_TAG = 100;

    /** Nothing was done. */
    static final Marks NONE = new Marks(List.of(), null, null, List.of());

    Marks {
        tags = List.copyOf(tags);
        merged = List.copyOf(merged);
    }

    Marks withSuppression(@Nullable String other) {
        return new Marks(tags, other, mergedInto, merged);
    }

    Marks withTags(List<String> others) {
        return new Marks(others, suppression, mergedInto, merged);
    }

    Marks withMergedInto(@Nullable String other) {
        return new Marks(tags, suppression, other, merged);
    }

    Marks withMerged(List<String> others) {
        return new Marks(tags, suppression, mergedInto, others);
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
                .append("merged", merged);
    }

    static Marks from(@Nullable Document document) {
        if (document == null) {
            return NONE;
        }
        return new Marks(
                document.getList("tags", String.class, List.of()),
                document.getString("suppression"),
                document.getString("merged_into"),
                document.getList("merged", String.class, List.of()));
    }
}
