package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One test of a test file.
 *
 * @param name what it shows
 * @param events what senders send, in the order of arrival
 * @param alerts the alerts that there must be: objects whose keys are compared
 */
record RuleTest(String name, List<Sent> events, List<JsonNode> alerts) {
    RuleTest {
        events = List.copyOf(events);
        alerts = List.copyOf(alerts);
    }

    /**
     * An event and when it arrives.
     *
     * @param id what the test calls it; null: by its number, {@code e1} for the first to arrive
     * @param silent whether no alert may have it as evidence
     */
    record Sent(Instant at, JsonNode event, @Nullable String id, boolean silent) {}
}
