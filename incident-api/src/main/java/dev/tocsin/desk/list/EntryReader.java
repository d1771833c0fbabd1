package dev.tocsin.desk.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Texts;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads entries as callers write them. */
public final class EntryReader {
    /** The longest value. */
    public static final int MAX_VALUE = 512;

    private static final int MAX_REASON = 1_000;
    private static final int MAX_TIME = 40;
    private static final int MAX_FACTS = 20;
    private static final int MAX_FACT = 256;
    private static final Pattern FACT = Pattern.compile("[a-z][a-z0-9_.]{0,63}");

    private final ListKind kind;
    private final String author;
    private final InstantSource clock;
    private final NeverBlock never;

    /**
     * @param kind of the list that they are for
     * @param author who adds them
     * @param never what a list of kind {@link ListKind#BLOCK} must not have
     */
    public EntryReader(ListKind kind, String author, InstantSource clock, NeverBlock never) {
        this.kind = kind;
        this.author = author;
        this.clock = clock;
        this.never = never;
    }

    /** A reader of what an author adds, on top of the lists that there are. */
    static EntryReader of(ListKind kind, Author author, ListStore lists) {
        NeverBlock never =
                kind == ListKind.BLOCK
                        ? NeverBlock.of(lists, author.clock().millis())
                        : NeverBlock.of(List.of());
        return new EntryReader(kind, author.name(), author.clock(), never);
    }

    /**
     * A new entry.
     *
     * @throws dev.tocsin.desk.http.ProblemException 422 with every fault
     */
    public ListEntry read(ObjectNode body) {
        Fields fields = new Fields(body, Set.of("value", "reason", "expires_at", "facts"));
        String value = fields.text("value", MAX_VALUE).strip();
        String reason = fields.optionalText("reason", MAX_REASON);
        Long expires = expiry(fields);
        Map<String, String> facts = facts(fields, body.get("facts"));
        if (kind.hasFacts() && facts.isEmpty()) {
            fields.fault(
                    "facts", "Expected at least one fact, such as criticality, but found none");
        }
        String refusal = kind == ListKind.BLOCK ? never.refusal(value) : null;
        if (refusal != null) {
            fields.fault("value", refusal);
        }
        fields.check();
        return new ListEntry(value, reason, author, clock.millis(), expires, facts, 0);
    }

    /**
     * What a merge patch makes of an entry.
     *
     * @throws dev.tocsin.desk.http.ProblemException 422 with every fault
     */
    ListEntry patch(ListEntry entry, ObjectNode body) {
        Fields fields = new Fields(body, Set.of("reason", "expires_at", "facts"));
        String reason =
                fields.has("reason") ? fields.optionalText("reason", MAX_REASON) : entry.reason();
        Long expires = fields.has("expires_at") ? expiry(fields) : entry.expiresAtMs();
        Map<String, String> facts = new LinkedHashMap<>(entry.facts());
        JsonNode patch = body.get("facts");
        if (patch != null) {
            patch.forEachEntry(
                    (name, fact) -> {
                        if (fact.isNull()) {
                            facts.remove(name);
                        }
                    });
            facts.putAll(facts(fields, patch));
        }
        if (kind.hasFacts() && facts.isEmpty()) {
            fields.fault("facts", "Expected at least one fact to stay, but found none");
        }
        fields.check();
        return new ListEntry(
                entry.value(),
                reason,
                entry.author(),
                entry.addedAtMs(),
                expires,
                facts,
                entry.version());
    }

    private @Nullable Long expiry(Fields fields) {
        return fields.optional("expires_at", MAX_TIME, text -> Texts.timeToCome(text, clock));
    }

    private Map<String, String> facts(Fields fields, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Map.of();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        if (!kind.hasFacts()) {
            fields.fault("facts", "Expected none in a list of kind " + Texts.name(kind));
        } else if (!node.isObject() || node.size() > MAX_FACTS) {
            fields.fault("facts", "Expected an object of at most " + MAX_FACTS + " facts");
        } else {
            node.forEachEntry((name, fact) -> fact(fields, facts, name, fact));
        }
        return facts;
    }

    private static void fact(Fields fields, Map<String, String> facts, String name, JsonNode fact) {
        if (fact.isNull()) {
            return;
        }
        String text = fact.isTextual() ? fact.textValue() : "";
        if (!FACT.matcher(name).matches()
                || text.isBlank()
                || text.length() > MAX_FACT
                || Texts.hasControls(text)) {
            fields.fault(
                    "facts",
                    "Expected names like criticality or site with a text of 1 to "
                            + MAX_FACT
                            + " characters, but found another fact");
        } else {
            facts.put(name, text);
        }
    }
}
