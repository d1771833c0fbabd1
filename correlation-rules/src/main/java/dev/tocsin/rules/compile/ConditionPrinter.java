package dev.tocsin.rules.compile;

import java.util.List;
import java.util.StringJoiner;

/** Writes conditions so that parsing the text gives the same condition but for places. */
final class ConditionPrinter {
    private ConditionPrinter() {}

    static String print(Condition condition) {
        return switch (condition) {
            case Condition.Or(List<Condition> any) -> join(" or ", any);
            case Condition.And(List<Condition> all) -> join(" and ", all);
            case Condition.Not(Condition inner) -> "not " + inner(inner, false);
            case Condition.Name(String name, int _) -> name;
            case Condition.Of(boolean all, String pattern, int _) ->
                    (all ? "all of " : "1 of ") + pattern;
        };
    }

    private static String join(String operator, List<Condition> parts) {
        StringJoiner text = new StringJoiner(operator);
        boolean loose = operator.equals(" or ");
        parts.forEach(part -> text.add(inner(part, loose)));
        return text.toString();
    }

    /** In parentheses when it binds no tighter than what is around it. */
    private static String inner(Condition part, boolean loose) {
        boolean wrapped =
                switch (part) {
                    case Condition.Or _ -> true;
                    case Condition.And _ -> !loose;
                    case Condition.Not _, Condition.Name _, Condition.Of _ -> false;
                };
        return wrapped ? "(" + print(part) + ")" : print(part);
    }
}
