package dev.tocsin.rules.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Finds the rules that match an event. Thread-safe; never throws because of an event. */
@FunctionalInterface
public interface Matcher {
    /** Every matching rule, in the order of the rule set. */
    List<RuleMatch> match(JsonNode event);
}
