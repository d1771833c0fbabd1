package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Anchor;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.plan.Witness;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the values of an event to the rules whose witness holds. Immutable. */
final class WitnessIndex {
    private final @Nullable AnchorIndex[] byField;
    private final @Nullable AnchorIndex keywords;

    /** The fields by which each rule is found; {@link #KEYWORDS} stands for keywords. */
    private final int[][] fieldsOf;

    private static final int KEYWORDS = -1;

    /** A bit for every rule without a witness. */
    private final long[] always;

    private WitnessIndex(Builder builder) {
        this.byField = new AnchorIndex[builder.fields.size()];
        builder.byField.forEach((field, anchors) -> byField[field] = new AnchorIndex(anchors));
        this.keywords = builder.keywords.isEmpty() ? null : new AnchorIndex(builder.keywords);
        this.fieldsOf = builder.fieldsOf;
        this.always = builder.always;
    }

    /** Adds to a view every rule of its route that may match. */
    void search(EventView view) {
        view.search(byField, keywords);
    }

    /** The route of a set of rules, a bit each. */
    Route route(long[] rules) {
        long[] fields = Route.bits(byField.length);
        boolean withKeywords = false;
        int[] withoutWitness = {};
        for (int rule = 0; rule < fieldsOf.length; rule++) {
            if (!Route.isSet(rules, rule)) {
                continue;
            }
            for (int field : fieldsOf[rule]) {
                if (field == KEYWORDS) {
                    withKeywords = true;
                } else {
                    Route.set(fields, field);
                }
            }
            if (Route.isSet(always, rule)) {
                withoutWitness = with(withoutWitness, rule);
            }
        }
        return new Route(rules, fields, withKeywords, withoutWitness);
    }

    private static int[] with(int[] numbers, int number) {
        int[] more = Arrays.copyOf(numbers, numbers.length + 1);
        more[numbers.length] = number;
        return more;
    }

    static final class Builder {
        private final FieldTable fields;
        private final Map<Integer, Map<Anchor, int[]>> byField = new LinkedHashMap<>();
        private final Map<Anchor, int[]> keywords = new LinkedHashMap<>();
        private final int[][] fieldsOf;
        private final long[] always;

        Builder(FieldTable fields, int ruleCount) {
            this.fields = fields;
            this.fieldsOf = new int[ruleCount][0];
            this.always = Route.bits(ruleCount);
        }

        /** Adds a rule with its witness; null if it has none. */
        void add(int rule, @Nullable Witness witness) {
            if (witness == null) {
                Route.set(always, rule);
                return;
            }
            for (Predicate predicate : witness.anyOf()) {
                add(rule, predicate);
            }
        }

        private void add(int rule, Predicate predicate) {
            switch (predicate) {
                case Predicate.FieldMatches(Field field, ValueTest test) ->
                        add(rule, field, Anchor.of(test));
                case Predicate.Exists(Field field) ->
                        add(rule, field, new Anchor(Anchor.Kind.PRESENT, ""));
                case Predicate.Keyword(ValueTest test) -> {
                    add(rule, keywords, Anchor.of(test));
                    fieldsOf[rule] = with(fieldsOf[rule], KEYWORDS);
                }
                case Predicate.IsNull _, Predicate.FieldsCompare _ -> Route.set(always, rule);
            }
        }

        private void add(int rule, Field field, Anchor anchor) {
            int number = fields.field(field);
            add(rule, byField.computeIfAbsent(number, _ -> new LinkedHashMap<>()), anchor);
            fieldsOf[rule] = with(fieldsOf[rule], number);
        }

        private static void add(int rule, Map<Anchor, int[]> anchors, Anchor anchor) {
            anchors.merge(anchor, new int[] {rule}, WitnessIndex.Builder::union);
        }

        private static int[] union(int[] known, int[] one) {
            return known[known.length - 1] == one[0] ? known : with(known, one[0]);
        }

        WitnessIndex build() {
            return new WitnessIndex(this);
        }
    }
}
