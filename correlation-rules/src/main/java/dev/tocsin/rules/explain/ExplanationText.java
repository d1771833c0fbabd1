package dev.tocsin.rules.explain;

import dev.tocsin.alert.Alert.MatchedPredicate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation for people: the condition as a tree with a mark at each part, and the result. */
public final class ExplanationText {
    private static final String YES = "yes";
    private static final String NO = "no ";
    private static final int MOST_PLACES = 6;

    private final Page page;
    private final Style style;

    private ExplanationText(Style style) {
        this.page = new Page(style);
        this.style = style;
    }

    /** The text of an explanation. */
    public static String of(Explanation explanation, Style style) {
        ExplanationText text = new ExplanationText(style);
        text.write(explanation);
        return text.page.toString();
    }

    private void write(Explanation explanation) {
        boolean asked = explanation.conflicts().isEmpty();
        page.line(
                mark(asked)
                        + " log source: the event is of "
                        + Words.of(explanation.source())
                        + ", the rule is for "
                        + Words.of(explanation.rule().sources()));
        tree(explanation.verdict(), " ", null);
        page.line("");
        if (explanation.matches()) {
            page.line(style.good("The rule matches."));
            return;
        }
        page.line(style.bad("The rule does not match, because"));
        explanation.reasons().forEach(reason -> page.line("  - " + reason));
    }

    private void tree(Verdict verdict, String indent, @Nullable String above) {
        String label = PlanText.label(verdict.identifier(), above);
        switch (verdict) {
            case Verdict.All(String identifier, List<Verdict> parts, boolean held) ->
                    branch(held, indent + label + "all of", parts, indent, or(identifier, above));
            case Verdict.Any(String identifier, List<Verdict> parts, boolean held) ->
                    branch(held, indent + label + "any of", parts, indent, or(identifier, above));
            case Verdict.Opposite(Verdict inner) ->
                    branch(verdict.held(), indent + "not", List.of(inner), indent, above);
            case Verdict.Asked asked ->
                    line(
                            asked.held(),
                            indent
                                    + label
                                    + Words.of(asked.predicate())
                                    + found(asked.matched(), asked.seen()));
            case Verdict.OneOf list -> oneOf(list, indent + label);
        }
    }

    private void branch(
            boolean held, String text, List<Verdict> parts, String indent, @Nullable String above) {
        line(held, text);
        for (Verdict part : parts) {
            tree(part, indent + "  ", above);
        }
    }

    private void oneOf(Verdict.OneOf list, String start) {
        String name = list.wanted().getFirst().fieldName();
        String text = start + name + ", any of " + list.wanted().size() + " values";
        if (!list.held()) {
            line(false, text + found(null, list.seen()));
            return;
        }
        MatchedPredicate first = list.matched().getFirst();
        int more = list.matched().size() - 1;
        line(
                true,
                text
                        + ": "
                        + first.operator()
                        + " '"
                        + first.expected()
                        + "'"
                        + (more > 0 ? " and " + more + " more" : "")
                        + found(first, list.seen()));
    }

    private String found(@Nullable MatchedPredicate matched, @Nullable Seen seen) {
        if (seen == null) {
            return matched == null ? "" : dim("found in \"" + matched.found() + "\"");
        }
        if (seen.absent()) {
            List<String> places = seen.field().places();
            int more = places.size() - MOST_PLACES;
            return dim(
                    "absent, looked for at "
                            + String.join(", ", more > 0 ? places.subList(0, MOST_PLACES) : places)
                            + (more > 0 ? " and " + more + " more places" : ""));
        }
        return dim(
                "found "
                        + seen.text()
                        + (seen.field().name().equals(seen.place()) ? "" : " at " + seen.place()));
    }

    private String dim(String text) {
        return "  " + style.dim("(" + text + ")");
    }

    private void line(boolean held, String text) {
        page.line(mark(held) + text);
    }

    private String mark(boolean held) {
        return held ? style.good(YES) : style.bad(NO);
    }

    private static @Nullable String or(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
