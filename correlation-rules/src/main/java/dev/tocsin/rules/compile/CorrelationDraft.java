package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A correlation before its references are resolved.
 *
 * @param type null when it is wrong
 * @param references ids or names of rules, in list order
 * @param generate whether the referenced rules alert on their own
 */
record CorrelationDraft(
        Document document,
        Header header,
        Values body,
        @Nullable CorrelationType type,
        List<Yaml.Scalar> references,
        List<String> groupBy,
        Duration timespan,
        boolean generate,
        Settings settings) {
    /** The most references: a bit set of positions fits a long. */
    static final int MAX_REFERENCES = 64;

    private static final Set<String> KEYS =
            Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
    private static final Set<String> LATER_TYPES =
            Set.of(
                    "value_sum",
                    "value_avg",
                    "value_percentile",
                    "value_median",
                    "absence",
                    "geo_velocity",
                    "anomaly");

    /** Reads a document with {@code correlation}. */
    static CorrelationDraft of(Document document) {
        Values root = new Values(document.root(), document.problems());
        Values inner = root.map("correlation");
        Values body =
                inner == null
                        ? new Values(
                                new Yaml.Mapping(List.of(), document.root().at()),
                                document.problems())
                        : inner;
        CorrelationType type = type(document, body);
        body.allowOnly(KEYS, "'correlation'");
        CorrelationDraft draft =
                new CorrelationDraft(
                        document,
                        Header.read(document, type == null ? "correlation" : type.text()),
                        body,
                        type,
                        body.list("rules"),
                        body.texts("group-by"),
                        timespan(document, body, type),
                        generate(root, body),
                        Settings.read(document));
        draft.checkReferences();
        return draft;
    }

    /** Both are read, so that both are checked. */
    private static boolean generate(Values root, Values body) {
        boolean outer = root.flag("generate");
        boolean inner = body.flag("generate");
        return outer || inner;
    }

    String id() {
        return header.alertRule().id();
    }

    DocumentProblems problems() {
        return document.problems();
    }

    private static @Nullable CorrelationType type(Document document, Values body) {
        String text = body.text("type");
        CorrelationType type = text == null ? null : CorrelationType.of(text);
        if (type == null) {
            Yaml value = body.map().get("type");
            boolean later = text != null && LATER_TYPES.contains(text);
            document.problems()
                    .error(
                            value == null ? body.map().at() : value.at(),
                            "Expected a correlation type of this version, but found "
                                    + (text == null ? "none" : "'" + text + "'"),
                            later
                                    ? "it is not in this version: leave the correlation out for now"
                                    : Suggestion.among(
                                            text == null ? "" : text,
                                            List.of(CorrelationType.values()),
                                            CorrelationType::text));
        }
        return type;
    }

    private static Duration timespan(
            Document document, Values body, @Nullable CorrelationType type) {
        Duration timespan = body.duration("timespan");
        Yaml.Entry entry = body.map().entry("timespan");
        if (type == CorrelationType.NEW_VALUE) {
            if (entry != null) {
                document.problems()
                        .warning(
                                entry.at(),
                                "Expected no timespan for new_value, but found one; it has no"
                                        + " effect",
                                "use 'tocsin: {history: 14d}'");
            }
            return Duration.ZERO;
        }
        if (entry == null || (timespan != null && timespan.isZero())) {
            document.problems()
                    .error(
                            entry == null ? body.map().at() : entry.value().at(),
                            "Expected a timespan, but found " + (entry == null ? "none" : "zero"),
                            "add for example 'timespan: 5m'");
        }
        return timespan == null ? Duration.ZERO : timespan;
    }

    private void checkReferences() {
        int count = references.size();
        if (count > 0 && count <= MAX_REFERENCES) {
            return;
        }
        Yaml value = body.map().get("rules");
        problems()
                .error(
                        value == null ? body.map().at() : value.at(),
                        "Expected 1 to " + MAX_REFERENCES + " rules, but found " + count,
                        "name the rules under 'rules:'");
    }
}
