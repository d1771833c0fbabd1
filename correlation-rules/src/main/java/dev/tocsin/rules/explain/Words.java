package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.Predicate;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** How the parts of a rule and of an event are spelled for people. */
final class Words {
    private static final int MAX_VALUE = 120;

    private Words() {}

    /** For example {@code CommandLine contains ' -enc '}. */
    static String of(Predicate predicate) {
        return predicate.fieldName() + " " + comparison(predicate);
    }

    /** The same of a predicate that held. */
    static String of(MatchedPredicate matched) {
        return matched.field() + " " + matched.operator() + " '" + matched.expected() + "'";
    }

    /** For example {@code contains 'a' or contains 'b' or 7 more}. */
    static String wanted(List<Predicate> wanted, int most) {
        StringJoiner text = new StringJoiner(" or ");
        for (Predicate predicate : wanted.subList(0, Math.min(most, wanted.size()))) {
            text.add(comparison(predicate));
        }
        int more = wanted.size() - most;
        return more > 0 ? text + " or " + more + " more" : text.toString();
    }

    /** For example {@code host.name ("web-1")}. */
    static String fields(Map<String, JsonNode> fields) {
        StringJoiner text = new StringJoiner(", ");
        fields.forEach((path, value) -> text.add(path + " (" + shortened(value.toString()) + ")"));
        return text.toString();
    }

    /**
     * For example {@code product linux, service sshd}; {@code none} of a source that sets nothing.
     */
    static String of(LogSource source) {
        StringJoiner text = new StringJoiner(", ").setEmptyValue("none");
        Conflict.dimensions(source).forEach((name, value) -> text.add(name + " " + value));
        return text.toString();
    }

    /** Log sources, any of which will do. */
    static String of(List<LogSource> sources) {
        StringJoiner text = new StringJoiner(", or ");
        sources.forEach(source -> text.add(of(source)));
        return text.toString();
    }

    static String shortened(String text) {
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
    }

    private static String comparison(Predicate predicate) {
        return predicate.operator() + " '" + predicate.expected() + "'";
    }
}
