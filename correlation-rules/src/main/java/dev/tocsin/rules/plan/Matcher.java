package dev.tocsin.rules.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.LogSource;
import java.util.List;

/** Finds the rules that match an event. Thread-safe; never throws because of an event. */
@FunctionalInterface
public interface Matcher {
    /** Every matching rule, in the order of the rule set, for an event of that log source. */
    List<RuleMatch> match(JsonNode event, LogSource source);

    /** The same, for an event that carries its log source. */
    default List<RuleMatch> match(JsonNode event) {
        return match(event, LogSource.of(event));
    }
}
