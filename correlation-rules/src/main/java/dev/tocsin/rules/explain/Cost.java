package dev.tocsin.rules.explain;

import dev.tocsin.rules.plan.Anchor;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.Popularity;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.plan.Witness;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule costs: by what the index finds the events for which its condition is asked.
 *
 * @param witness null when it is asked for every event of its log source
 * @param text for people, for example {@code indexed by equals on EventID}
 * @param commonness how many events of its log source it is likely to be asked about: a rough word,
 *     from the form of the witness alone
 */
public record Cost(@Nullable Witness witness, String text, Commonness commonness) {
    /** From the cheapest to the dearest. */
    public enum Commonness {
        RARE("few events"),
        OCCASIONAL("some events"),
        COMMON("many events"),
        ALWAYS("nearly every event");

        private final String text;

        Commonness(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }

    private static final int TELLING = 6;
    private static final int MANY = 20;

    /** For people: how it is found, and for how many events. */
    String line() {
        return witness == null ? text : text + ", expected in " + commonness.text();
    }

    /** The cost of a condition of a rule set. */
    public static Cost of(Expression condition, Popularity popularity) {
        Witness witness = Witness.of(condition, popularity);
        if (witness == null) {
            return new Cost(null, "asked for every event of its log source", Commonness.ALWAYS);
        }
        Set<String> ways = new LinkedHashSet<>();
        Commonness worst = Commonness.RARE;
        for (Predicate predicate : witness.anyOf()) {
            Anchor anchor = anchor(predicate);
            ways.add(way(anchor) + " on " + predicate.fieldName());
            Commonness own = commonness(anchor);
            worst = own.compareTo(worst) > 0 ? own : worst;
        }
        return new Cost(
                witness, "indexed by " + String.join(", ", ways), sum(worst, witness.anyOf()));
    }

    private static Commonness sum(Commonness worst, List<Predicate> anyOf) {
        return worst == Commonness.RARE && anyOf.size() > MANY ? Commonness.OCCASIONAL : worst;
    }

    private static @Nullable Anchor anchor(Predicate predicate) {
        return switch (predicate) {
            case Predicate.FieldMatches(var _, ValueTest test) -> Anchor.of(test);
            case Predicate.Keyword(ValueTest test) -> Anchor.of(test);
            case Predicate.Exists _, Predicate.IsNull _, Predicate.FieldsCompare _ -> null;
        };
    }

    private static String way(@Nullable Anchor anchor) {
        return anchor == null
                ? "presence"
                : switch (anchor.kind()) {
                    case EQUALS, NUMBER -> "equals";
                    case STARTS_WITH -> "startswith";
                    case ENDS_WITH -> "endswith";
                    case CONTAINS -> "contains";
                    case PRESENT -> "presence";
                };
    }

    private static Commonness commonness(@Nullable Anchor anchor) {
        return anchor == null
                ? Commonness.ALWAYS
                : switch (anchor.kind()) {
                    case EQUALS -> Commonness.RARE;
                    case NUMBER -> Commonness.OCCASIONAL;
                    case STARTS_WITH, ENDS_WITH, CONTAINS ->
                            anchor.text().length() >= TELLING ? Commonness.RARE : Commonness.COMMON;
                    case PRESENT -> Commonness.ALWAYS;
                };
    }
}
