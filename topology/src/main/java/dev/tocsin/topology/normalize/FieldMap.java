package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a sender's document say what in ECS, and how their values are read: a table whose
 * paths are split once. Of several places for one field the first that has a value counts. A value
 * that cannot be read stays where its sender put it, and is a problem of the event. Immutable.
 */
final class FieldMap {
    private record Entry(String field, JsonPath[] places, FieldKind kind) {

        @Nullable JsonNode value(JsonNode sent) {
            for (JsonPath place : places) {
                JsonNode found = place.at(sent);
                if (found != null && !isNothing(found)) {
                    return found;
                }
            }
            return null;
        }
    }

    private final Entry[] entries;

    private FieldMap(List<Entry> entries) {
        this.entries = entries.toArray(Entry[]::new);
    }

    static Builder builder() {
        return new Builder();
    }

    /** Whether a value says nothing: null, an empty text, or the dash that logs write for it. */
    static boolean isNothing(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual()
                        && (value.textValue().isEmpty() || value.textValue().equals("-")));
    }

    /** Puts what the table finds in a document; no document, nothing. */
    void apply(@Nullable JsonNode sent, Draft draft) {
        if (sent == null || !sent.isObject()) {
            return;
        }
        for (Entry entry : entries) {
            JsonNode value = entry.value(sent);
            if (value != null && !entry.kind.put(entry.field, value, draft)) {
                draft.problem(
                        "Expected %s for %s, but found %s"
                                .formatted(
                                        entry.kind.description(),
                                        entry.field,
                                        Texts.shortened(value.toString())));
            }
        }
    }

    /** Collects the rows of a table: the ECS field, then its places in the sender's document. */
    static final class Builder {
        private final List<Entry> entries = new ArrayList<>();

        private Builder() {}

        Builder text(String field, String... places) {
            return row(FieldKind.TEXT, field, places);
        }

        Builder texts(String field, String... places) {
            return row(FieldKind.TEXTS, field, places);
        }

        Builder lower(String field, String... places) {
            return row(FieldKind.LOWER, field, places);
        }

        Builder number(String field, String... places) {
            return row(FieldKind.NUMBER, field, places);
        }

        Builder flag(String field, String... places) {
            return row(FieldKind.FLAG, field, places);
        }

        Builder ip(String field, String... places) {
            return row(FieldKind.IP, field, places);
        }

        /** {@code <side>.ip}, or {@code <side>.address} when the text is no address. */
        Builder endpoint(String side, String... places) {
            return row(FieldKind.ENDPOINT, side, places);
        }

        Builder time(String field, String... places) {
            return row(FieldKind.TIME, field, places);
        }

        /** Seconds, as a duration in nanoseconds. */
        Builder seconds(String field, String... places) {
            return row(FieldKind.SECONDS, field, places);
        }

        /** {@code event.outcome}. */
        Builder outcome(String... places) {
            return row(FieldKind.OUTCOME, "event.outcome", places);
        }

        /** {@code <at>.name}, and {@code <at>.domain} where the text has one. */
        Builder account(String at, String... places) {
            return row(FieldKind.ACCOUNT, at, places);
        }

        /** {@code <at>.path} and the file's name and extension. */
        Builder path(String at, String... places) {
            return row(FieldKind.PATH, at, places);
        }

        Builder ips(String field, String... places) {
            return row(FieldKind.IPS, field, places);
        }

        Builder macs(String field, String... places) {
            return row(FieldKind.MACS, field, places);
        }

        Builder mac(String field, String... places) {
            return row(FieldKind.MAC, field, places);
        }

        /** A URL, or its path and what follows: {@code url.original} and its parts. */
        Builder url(String... places) {
            return row(FieldKind.URL, "url", places);
        }

        private Builder row(FieldKind kind, String field, String... places) {
            JsonPath[] paths = new JsonPath[places.length];
            for (int i = 0; i < places.length; i++) {
                paths[i] = JsonPath.of(places[i]);
            }
            entries.add(new Entry(field, paths, kind));
            return this;
        }

        FieldMap build() {
            return new FieldMap(entries);
        }
    }
}
