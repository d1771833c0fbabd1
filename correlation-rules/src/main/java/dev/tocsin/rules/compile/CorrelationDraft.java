package dev.tocsin.rules.compile;

import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Position;
import dev.tocsin.rules.source.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A correlation before its references are resolved.
 *
 * @param kind its type; null when it is wrong
 * @param references ids or names of rules and correlations, in list order
 * @param timespan zero for a type without one
 * @param generate whether the referenced rules alert on their own
 */
record CorrelationDraft(
        Document document,
        Header header,
        Values body,
        @Nullable Kind kind,
        List<Yaml.Scalar> references,
        List<String> groupBy,
        Duration timespan,
        boolean generate,
        Settings settings) {
    /** The most references: a bit set of positions fits a long. */
    static final int MAX_REFERENCES = 64;

    private static final Set<String> KEYS =
            Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");

    /** Reads a document with {@code correlation}. */
    static CorrelationDraft of(Document document) {
        Values root = new Values(document.root(), document.problems());
        Values inner = root.map("correlation");
        Values body = inner == null ? nothing(document) : inner;
        Kind kind = kind(document, body);
        body.allowOnly(KEYS, "'correlation'");
        CorrelationDraft draft =
                new CorrelationDraft(
                        document,
                        Header.read(document, kind == null ? "correlation" : kind.text()),
                        body,
                        kind,
                        body.list("rules"),
                        body.texts("group-by"),
                        timespan(document, body, kind),
                        generate(root, body),
                        Settings.read(document, kind == null ? Kind.ANOMALY : kind));
        draft.checkReferences();
        return draft;
    }

    private static Values nothing(Document document) {
        return new Values(new Yaml.Mapping(List.of(), document.root().at()), document.problems());
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

    /** Where the type stands, for what concerns the correlation as a whole. */
    Position at() {
        Yaml type = body.map().get("type");
        return type == null ? body.map().at() : type.at();
    }

    private static @Nullable Kind kind(Document document, Values body) {
        String text = body.text("type");
        Kind kind = text == null ? null : Kind.correlation(text);
        if (kind == null) {
            Yaml value = body.map().get("type");
            document.problems()
                    .error(
                            value == null ? body.map().at() : value.at(),
                            "Expected a correlation type, but found "
                                    + (text == null ? "none" : "'" + text + "'"),
                            Suggestion.among(
                                    text == null ? "" : text,
                                    List.copyOf(Kind.CORRELATIONS),
                                    Kind::text));
        }
        return kind;
    }

    private static Duration timespan(Document document, Values body, @Nullable Kind kind) {
        Duration timespan = body.duration("timespan");
        Yaml.Entry entry = body.map().entry("timespan");
        if (kind != null && !kind.hasTimespan()) {
            if (entry != null) {
                document.problems()
                        .warning(
                                entry.at(),
                                "Expected no timespan for "
                                        + kind.text()
                                        + ", but found one; it has no effect",
                                kind == Kind.NEW_VALUE
                                        ? "use 'tocsin: {history: 14d}'"
                                        : "remove it");
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
