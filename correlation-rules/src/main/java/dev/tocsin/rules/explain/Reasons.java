package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.ValueTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Puts what made a rule not match into sentences: the decisive predicates, and what is near. */
final class Reasons {
    private static final int MAX_REASONS = 20;
    private static final int MAX_WANTED = 3;

    private final EventFields fields;
    private final Set<String> reasons = new LinkedHashSet<>();

    Reasons(JsonNode event) {
        this.fields = new EventFields(event);
    }

    /** The reasons against a match. */
    List<String> against(List<Conflict> conflicts, Verdict verdict) {
        conflicts.forEach(conflict -> reasons.add("it is not asked: " + conflict));
        blame(verdict, true);
        List<String> list = new ArrayList<>(reasons);
        if (list.size() > MAX_REASONS) {
            int more = list.size() - MAX_REASONS;
            list.subList(MAX_REASONS, list.size()).clear();
            list.add("and " + more + " more of the kind");
        }
        return list;
    }

    /** Collects what keeps a part from being as it is wanted. */
    private void blame(Verdict verdict, boolean wanted) {
        if (verdict.held() == wanted) {
            return;
        }
        switch (verdict) {
            case Verdict.All(var _, List<Verdict> parts, boolean _) ->
                    parts.forEach(part -> blame(part, wanted));
            case Verdict.Any(var _, List<Verdict> parts, boolean _) ->
                    parts.forEach(part -> blame(part, wanted));
            case Verdict.Opposite(Verdict inner) -> blame(inner, !wanted);
            case Verdict.Asked asked ->
                    reasons.add(
                            asked.matched() == null
                                    ? failed(
                                            asked.identifier(),
                                            List.of(asked.predicate()),
                                            asked.seen())
                                    : unwanted(List.of(asked.matched())));
            case Verdict.OneOf list ->
                    reasons.add(
                            list.matched().isEmpty()
                                    ? failed(list.identifier(), list.wanted(), list.seen())
                                    : unwanted(list.matched()));
        }
    }

    private String failed(String identifier, List<Predicate> wanted, @Nullable Seen seen) {
        String what = identifier + ": ";
        if (seen == null) {
            return what + "no value anywhere in the event " + Words.wanted(wanted, MAX_WANTED);
        }
        String name = seen.field().name();
        if (seen.absent()) {
            return what
                    + name
                    + " is absent; it was looked for at "
                    + String.join(", ", seen.field().places())
                    + near(wanted, seen);
        }
        return what
                + name
                + " is "
                + seen.text()
                + at(seen)
                + ", which is not what the rule wants: "
                + Words.wanted(wanted, MAX_WANTED)
                + hint(wanted, seen)
                + holders(wanted, seen);
    }

    private static String at(Seen seen) {
        return seen.field().name().equals(seen.place()) ? "" : " (at " + seen.place() + ")";
    }

    private static String unwanted(List<MatchedPredicate> matched) {
        MatchedPredicate first = matched.getFirst();
        return first.identifier()
                + ": "
                + Words.of(first)
                + " holds, and the condition wants that it does not";
    }

    /** Where the field, or its value, may be instead. */
    private String near(List<Predicate> wanted, Seen seen) {
        Map<String, JsonNode> like = fields.like(seen.field());
        String text =
                like.isEmpty() ? "" : "; the event has these similar fields: " + Words.fields(like);
        return text + holders(wanted, seen);
    }

    private String holders(List<Predicate> wanted, Seen seen) {
        Map<String, JsonNode> passing = new LinkedHashMap<>();
        for (Predicate predicate : wanted) {
            if (predicate instanceof Predicate.FieldMatches(var _, ValueTest test)) {
                passing.putAll(fields.passing(seen.field(), test));
            }
        }
        return passing.isEmpty() ? "" : "; such a value stands at " + Words.fields(passing);
    }

    private static String hint(List<Predicate> wanted, Seen seen) {
        StringJoiner hints = new StringJoiner("; ", "; ", "").setEmptyValue("");
        for (Predicate predicate : wanted) {
            String hint = NearMiss.of(predicate, seen);
            if (hint != null) {
                return hints.add(hint).toString();
            }
        }
        return hints.toString();
    }
}
