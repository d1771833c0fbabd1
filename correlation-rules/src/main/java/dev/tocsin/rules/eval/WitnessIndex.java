package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Anchor;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.plan.Witness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the values of an event to the rules whose witness holds. Immutable. */
final class WitnessIndex {
    static final int NO_GROUP = -1;

    private static final Anchor PRESENT = new Anchor(Anchor.Kind.PRESENT, "");

    private static final int KEYWORDS = -1;

    /**
     * By group. Fields of one name that lie in different places for different log sources are a
     * group, with one index: most often they have the same value, which is then searched once.
     */
    private final AnchorIndex[] byGroup;

    /** The group of each field, or {@link #NO_GROUP} for a field that no rule is found by. */
    private final int[] groupOf;

    private final KeywordIndexes keywords;

    /** The fields by which each rule is found; {@link #KEYWORDS} stands for keywords. */
    private final int[][] fieldsOf;

    /** A bit for every rule without a witness. */
    private final long[] always;

    private WitnessIndex(Builder builder) {
        this.byGroup =
                builder.groups.parallelStream().map(AnchorIndex::new).toArray(AnchorIndex[]::new);
        this.groupOf = new int[builder.fields.size()];
        Arrays.fill(groupOf, NO_GROUP);
        builder.groupOf.forEach((field, group) -> groupOf[field] = group);
        this.keywords = new KeywordIndexes(builder.keywords);
        this.fieldsOf = builder.fieldsOf;
        this.always = builder.always;
    }

    int groups() {
        return byGroup.length;
    }

    /** Adds to a view every rule of its route that may match. */
    void search(EventView view) {
        view.search(groupOf, byGroup);
    }

    /** The route of a set of rules, a bit each. */
    Route route(long[] rules) {
        long[] fields = Route.bits(groupOf.length);
        BitSet withKeywords = new BitSet();
        int[] withoutWitness = {};
        for (int rule = 0; rule < fieldsOf.length; rule++) {
            if (!Route.isSet(rules, rule)) {
                continue;
            }
            for (int field : fieldsOf[rule]) {
                if (field == KEYWORDS) {
                    withKeywords.set(rule);
                } else {
                    Route.set(fields, field);
                }
            }
            if (Route.isSet(always, rule)) {
                withoutWitness = with(withoutWitness, rule);
            }
        }
        AnchorIndex byKeywords = withKeywords.isEmpty() ? null : keywords.of(withKeywords);
        return new Route(rules, fields, byKeywords, withoutWitness);
    }

    private static int[] with(int[] numbers, int number) {
        int[] more = Arrays.copyOf(numbers, numbers.length + 1);
        more[numbers.length] = number;
        return more;
    }

    static final class Builder {
        private final FieldTable fields;
        private final Map<Integer, Integer> groupOf = new HashMap<>();
        private final Map<String, Integer> groupNumbers = new HashMap<>();
        private final List<Map<Anchor, int[]>> groups = new ArrayList<>();
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
                case Predicate.Exists(Field field) -> add(rule, field, PRESENT);
                case Predicate.Keyword(ValueTest test) -> {
                    add(rule, keywords, Anchor.of(test));
                    fieldsOf[rule] = with(fieldsOf[rule], KEYWORDS);
                }
                case Predicate.IsNull _, Predicate.FieldsCompare _ -> Route.set(always, rule);
            }
        }

        private void add(int rule, Field field, Anchor anchor) {
            int number = fields.field(field);
            add(rule, groups.get(group(field, number)), anchor);
            fieldsOf[rule] = with(fieldsOf[rule], number);
        }

        private int group(Field field, int number) {
            String name = field.places().getLast();
            Integer known = groupNumbers.get(name);
            int group = known == null ? groups.size() : known;
            if (known == null) {
                groupNumbers.put(name, group);
                groups.add(new LinkedHashMap<>());
            }
            groupOf.put(number, group);
            return group;
        }

        private static void add(int rule, Map<Anchor, int[]> anchors, Anchor anchor) {
            anchors.merge(
                    anchor.isWeak() ? PRESENT : anchor,
                    new int[] {rule},
                    WitnessIndex.Builder::union);
        }

        private static int[] union(int[] known, int[] one) {
            return known[known.length - 1] == one[0] ? known : with(known, one[0]);
        }

        WitnessIndex build() {
            return new WitnessIndex(this);
        }
    }
}
