package dev.tocsin.rules.eval;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.Anchor;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.plan.Witness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of one log source behind their witnesses. Immutable. */
final class SourceIndex {
    private record FieldIndex(FieldReader field, AnchorIndex anchors) {}

    private final LogSource source;
    private final FieldIndex[] fields;
    private final @Nullable AnchorIndex keywords;
    private final int[] always;

    private SourceIndex(Builder builder) {
        this.source = builder.source;
        List<FieldIndex> indexes = new ArrayList<>();
        builder.byField.forEach(
                (field, anchors) -> indexes.add(new FieldIndex(field, new AnchorIndex(anchors))));
        this.fields = indexes.toArray(FieldIndex[]::new);
        this.keywords = builder.keywords.isEmpty() ? null : new AnchorIndex(builder.keywords);
        this.always = builder.always;
    }

    /** Whether an event of that log source is nothing for these rules. */
    boolean conflicts(LogSource event) {
        return Relevance.conflict(source, event);
    }

    /** Adds every rule that may match. */
    void find(MemoEvaluation event) {
        event.addCandidates(always);
        for (FieldIndex index : fields) {
            FieldValues values = event.values(index.field);
            if (values.present()) {
                index.anchors.find(values.values(), event);
            }
        }
        if (keywords != null) {
            keywords.find(event.strings(), event);
        }
    }

    static final class Builder {
        private final LogSource source;
        private final Checks checks;
        private final Map<FieldReader, Map<Anchor, int[]>> byField = new LinkedHashMap<>();
        private final Map<Anchor, int[]> keywords = new LinkedHashMap<>();
        private int[] always = {};

        Builder(LogSource source, Checks checks) {
            this.source = source;
            this.checks = checks;
        }

        /** Adds a rule with its witness; null if it has none. */
        void add(int rule, @Nullable Witness witness) {
            if (witness == null) {
                always = with(always, rule);
                return;
            }
            for (Predicate predicate : witness.anyOf()) {
                add(rule, predicate);
            }
        }

        private void add(int rule, Predicate predicate) {
            switch (predicate) {
                case Predicate.FieldMatches(Field field, ValueTest test) ->
                        add(rule, anchors(field), Anchor.of(test));
                case Predicate.Exists(Field field) ->
                        add(rule, anchors(field), new Anchor(Anchor.Kind.PRESENT, ""));
                case Predicate.Keyword(ValueTest test) -> add(rule, keywords, Anchor.of(test));
                case Predicate.IsNull _, Predicate.FieldsCompare _ -> always = with(always, rule);
            }
        }

        SourceIndex build() {
            return new SourceIndex(this);
        }

        private Map<Anchor, int[]> anchors(Field field) {
            return byField.computeIfAbsent(checks.reader(field), key -> new LinkedHashMap<>());
        }

        private static void add(int rule, Map<Anchor, int[]> anchors, Anchor anchor) {
            anchors.merge(anchor, new int[] {rule}, (known, one) -> with(known, one[0]));
        }

        private static int[] with(int[] rules, int rule) {
            int[] more = Arrays.copyOf(rules, rules.length + 1);
            more[rules.length] = rule;
            return more;
        }
    }
}
