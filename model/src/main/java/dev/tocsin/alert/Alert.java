package dev.tocsin.alert;

import dev.tocsin.event.EventRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One revision of an alert, which explains itself: the rule, the group, the frame, the value
 * against the threshold, the predicates that matched, and the evidence.
 *
 * @param id a function of the rule and the first evidence; all revisions share it
 * @param revision from 1, growing
 * @param state what this revision says of the alert
 * @param rule the rule that fired
 * @param group the group-by fields and the values of this group; empty for a plain rule
 * @param firstMs time of the earliest evidence, milliseconds since the epoch
 * @param lastMs time of the latest evidence
 * @param value the value at the first qualifying frame (count, distinct count, …); 1 for a plain
 *     rule
 * @param maxValue the greatest value over the episode
 * @param threshold the condition as text, for example {@code gte 5}; null for a plain rule
 * @param timespanMs length of the frame; 0 for a plain rule
 * @param count number of pieces of evidence
 * @param evidence references to the events, in time order: the first 50 and the last 50
 * @param predicates the predicates that matched in the event that completed the alert
 * @param context ECS fields copied from the events ({@code source.ip}, {@code user.name}, …), by
 *     dotted name, each with its distinct values
 * @param late whether an event out of time order took part
 * @param suppressed how many further episodes were folded into this alert
 * @param supersededBy id of the alert that survives, when the state is superseded
 * @param details what only some alerts have
 * @param ruleSetRevision revision of the rule set that was in force
 */
public record Alert(
        String id,
        int revision,
        AlertState state,
        AlertRule rule,
        Map<String, String> group,
        long firstMs,
        long lastMs,
        double value,
        double maxValue,
        @Nullable String threshold,
        long timespanMs,
        long count,
        List<EventRef> evidence,
        List<MatchedPredicate> predicates,
        Map<String, List<String>> context,
        boolean late,
        long suppressed,
        @Nullable String supersededBy,
        AlertDetails details,
        String ruleSetRevision) {

    /** An alert without what only some have. */
    public Alert(
            String id,
            int revision,
            AlertState state,
            AlertRule rule,
            Map<String, String> group,
            long firstMs,
            long lastMs,
            double value,
            double maxValue,
            @Nullable String threshold,
            long timespanMs,
            long count,
            List<EventRef> evidence,
            List<MatchedPredicate> predicates,
            Map<String, List<String>> context,
            boolean late,
            long suppressed,
            @Nullable String supersededBy,
            String ruleSetRevision) {
        this(
                id,
                revision,
                state,
                rule,
                group,
                firstMs,
                lastMs,
                value,
                maxValue,
                threshold,
                timespanMs,
                count,
                evidence,
                predicates,
                context,
                late,
                suppressed,
                supersededBy,
                AlertDetails.NONE,
                ruleSetRevision);
    }

    public Alert {
        group = orderedCopy(group);
        evidence = List.copyOf(evidence);
        predicates = List.copyOf(predicates);
        context = orderedCopy(context);
    }

    private static <V> Map<String, V> orderedCopy(Map<String, V> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * What an alert says of its rule.
     *
     * @param id the rule's id, or its name when it has no id
     * @param type {@code rule}, or the correlation's type, for example {@code event_count}
     * @param title one line
     * @param description what it means, may be empty
     * @param level severity
     * @param tags Sigma tags, for example {@code attack.t1110}
     * @param falsePositives notes of the author
     * @param references addresses of the author
     * @param author may be empty
     */
    public record AlertRule(
            String id,
            String type,
            String title,
            String description,
            Level level,
            List<String> tags,
            List<String> falsePositives,
            List<String> references,
            String author) {
        public AlertRule {
            tags = List.copyOf(tags);
            falsePositives = List.copyOf(falsePositives);
            references = List.copyOf(references);
        }
    }

    /**
     * A predicate that held.
     *
     * @param identifier name of the search identifier in the rule
     * @param field field as written in the rule; {@code (keywords)} for keywords
     * @param operator for example {@code contains}, {@code equals}, {@code re}
     * @param expected the pattern of the rule
     * @param found the value in the event
     */
    public record MatchedPredicate(
            String identifier, String field, String operator, String expected, String found) {}
}
