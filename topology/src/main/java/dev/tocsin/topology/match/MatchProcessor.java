package dev.tocsin.topology.match;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import dev.tocsin.rules.correlate.Alerts;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.Contributions;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.correlate.GroupKey;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import dev.tocsin.topology.normalize.Normalized;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Glue: an event becomes itself with its rules, alerts of plain rules, and contributions. */
public final class MatchProcessor implements Processor<byte[], Normalized.Event, byte[], Matched> {
    private static final Logger LOG = LoggerFactory.getLogger(MatchProcessor.class);

    private final ProcessorContext<byte[], Matched> context;
    private final Supplier<RuleSet> rules;
    private final TopologyMetrics metrics;
    private final GuardedMatcher matcher = new GuardedMatcher(this::charge);

    public MatchProcessor(
            ProcessorContext<byte[], Matched> context,
            Supplier<RuleSet> rules,
            TopologyMetrics metrics) {
        this.context = context;
        this.rules = rules;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<byte[], Normalized.Event> record) {
        RuleSet set = rules.get();
        ObjectNode event = record.value().event().event();
        EventRef ref = record.value().ref();
        List<RuleMatch> matches = matcher.match(set, event);
        if (!matches.isEmpty()) {
            name(matches, event);
        }
        context.forward(record.withValue(new Matched.Event(event)));
        if (!matches.isEmpty()) {
            alert(record, set, matches);
            contribute(record, set, matches, ref);
        }
    }

    private void name(List<RuleMatch> matches, ObjectNode event) {
        ArrayNode names = Json.MAPPER.createArrayNode();
        for (RuleMatch match : matches) {
            names.add(match.rule().id());
            metrics.ruleMatched(match.rule().id());
        }
        Json.set(event, "tocsin.rules", names);
    }

    private void alert(
            Record<byte[], Normalized.Event> record, RuleSet set, List<RuleMatch> matches) {
        EventRef ref = record.value().ref();
        ObjectNode event = record.value().event().event();
        for (RuleMatch match : matches) {
            if (match.rule().alerts()) {
                Alert alert = Alerts.of(match, event, ref, set.revision());
                context.forward(record.withValue(new Matched.Alerted(alert)));
            }
        }
    }

    private void contribute(
            Record<byte[], Normalized.Event> record,
            RuleSet set,
            List<RuleMatch> matches,
            EventRef ref) {
        ObjectNode event = record.value().event().event();
        for (Contribution contribution : contributions(set, event, ref, matches)) {
            metrics.count(Counter.CONTRIBUTIONS);
            context.forward(
                    record.withKey(GroupKey.of(contribution))
                            .withValue(new Matched.Contributed(contribution))
                            .withTimestamp(ref.timeMs()));
        }
    }

    private List<Contribution> contributions(
            RuleSet set, ObjectNode event, EventRef ref, List<RuleMatch> matches) {
        try {
            return Contributions.of(set, event, ref, matches);
        } catch (RuntimeException e) {
            charge("(contributions)", e);
            return List.of();
        }
    }

    /**
     * Logs the first failure, the second, the fourth, and so on: a bad rule fails on every event.
     */
    private void charge(String rule, RuntimeException e) {
        long failures = metrics.ruleError(rule);
        if (Long.bitCount(failures) == 1) {
            LOG.warn(
                    "Expected {} to take the event, but it failed; {} times so far",
                    rule,
                    failures,
                    e);
        }
    }
}
