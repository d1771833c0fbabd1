package dev.tocsin.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only some alerts have.
 *
 * @param sequence of {@code temporal_ordered}: the first sequence that qualified, in order; its
 *     events are among the evidence
 * @param risk of {@code risk}: what it is made of; null for others
 * @param responses what the rule proposes to do, in the words of whoever responds; nobody acts on
 *     it here
 * @param problems what is not as it should be with the alert, in sentences
 */
public record AlertDetails(
        List<Step> sequence,
        @Nullable RiskSum risk,
        List<String> responses,
        List<String> problems) {
    /** Nothing. */
    public static final AlertDetails NONE = new AlertDetails(List.of(), null, List.of(), List.of());

    /** What an alert of a rule has that proposes these responses, and nothing else. */
    public static AlertDetails of(List<String> responses) {
        return responses.isEmpty() ? NONE : new AlertDetails(List.of(), null, responses, List.of());
    }

    public AlertDetails {
        sequence = List.copyOf(sequence);
        responses = List.copyOf(responses);
        problems = List.copyOf(problems);
    }

    /**
     * An event of a sequence.
     *
     * @param position place in the list of rules, from 1 on
     * @param rule the rule or correlation that stands there
     * @param eventId the event that serves it; for a correlation the one that completed its result
     */
    public record Step(int position, String rule, String eventId) {}
}
