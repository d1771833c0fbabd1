package dev.tocsin.rules.plan;

import dev.tocsin.alert.Alert.MatchedPredicate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A rule matched an event. Why is found out when somebody asks, which for most matches nobody does.
 * Not thread-safe.
 */
public final class RuleMatch {
    private final RulePlan rule;
    private final Supplier<List<MatchedPredicate>> why;
    private @Nullable List<MatchedPredicate> predicates;

    /**
     * @param why finds the predicates that made the condition true; asked at most once, while the
     *     event is as it was
     */
    public RuleMatch(RulePlan rule, Supplier<List<MatchedPredicate>> why) {
        this.rule = rule;
        this.why = why;
    }

    public RulePlan rule() {
        return rule;
    }

    /** The predicates that made its condition true. */
    public List<MatchedPredicate> predicates() {
        List<MatchedPredicate> known = predicates;
        if (known == null) {
            known = List.copyOf(why.get());
            predicates = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RuleMatch match
                && rule.equals(match.rule)
                && predicates().equals(match.predicates());
    }

    @Override
    public int hashCode() {
        return rule.hashCode();
    }

    @Override
    public String toString() {
        return rule.id() + " " + predicates();
    }
}
