package dev.tocsin.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only some alerts have.
 *
 * @param sequence of {@code temporal_ordered}: the first sequence that qualified, in order; its
 *     events are among the evidence
 * @param risk of {@code risk}: what it is made of; null for others
 * @param responses what the rule proposes to do
 */
public record AlertDetails(List<Step> sequence, @Nullable RiskSum risk, List<Response> responses) {
    /** Nothing. */
    public static final AlertDetails NONE = new AlertDetails(List.of(), null, List.of());

    public AlertDetails {
        sequence = List.copyOf(sequence);
        responses = List.copyOf(responses);
    }

    /**
     * An event of a sequence.
     *
     * @param position place in the list of rules, from 1 on
     * @param rule the rule or correlation that stands there
     * @param eventId the event that serves it; for a correlation the one that completed its result
     */
    public record Step(int position, String rule, String eventId) {}

    /**
     * A response that a rule proposes. Nobody acts on it here.
     *
     * @param action what to do, in the words of whoever responds
     * @param field whose values it is to be done to; null if it needs none
     * @param values the values of that field in this alert; empty if it has none
     */
    public record Response(String action, @Nullable String field, List<String> values) {
        public Response {
            values = List.copyOf(values);
        }
    }
}
