package dev.tocsin.topology.match;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import dev.tocsin.rules.correlate.Alerts;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.Contributions;
import dev.tocsin.rules.correlate.Losses;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.correlate.Definition;
import dev.tocsin.topology.correlate.GroupKey;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import dev.tocsin.topology.normalize.Normalized;
import dev.tocsin.topology.normalize.PastRecords;
import dev.tocsin.topology.store.FirstWrite;
import dev.tocsin.topology.warm.Warming;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.PunctuationType;
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

    private final Warming warming;
    private final PastRecords past;
    private final int budget;

    public MatchProcessor(
            ProcessorContext<byte[], Matched> context,
            MatchSettings settings,
            Supplier<RuleSet> rules,
            TopologyMetrics metrics) {
        this.context = context;
        this.rules = rules;
        this.metrics = metrics;
        this.budget = settings.budget();
        this.past =
                new PastRecords(
                        settings.normalize(), context.getStateStore(settings.normalize().store()));
        this.warming =
                new Warming(
                        context.getStateStore(settings.warmUps()),
                        settings.history(),
                        context.taskId().partition(),
                        metrics);
        context.schedule(settings.every(), PunctuationType.WALL_CLOCK_TIME, _ -> warm());
        FirstWrite.schedule(context, warming::touch);
    }

    @Override
    public void process(Record<byte[], Normalized.Event> record) {
        RuleSet set = rules.get();
        ObjectNode event = record.value().event().event();
        EventRef ref = record.value().ref();
        warming.beforeMatch(set, ref.offset(), record.timestamp());
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
        Map<String, List<String>> shown = null;
        for (RuleMatch match : matches) {
            if (match.rule().alertsEachTime()) {
                shown = shown == null ? Alerts.context(record.value().event().event()) : shown;
                Alert alert = Alerts.of(match, shown, ref, set.revision());
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
        for (Contribution contribution : contributions(set, event, ref, matches, metrics::lost)) {
            contribute(set, contribution, ref, false);
        }
    }

    private void contribute(RuleSet set, Contribution contribution, EventRef ref, boolean isPast) {
        CorrelationPlan plan = set.correlation(contribution.correlationId());
        if (plan != null) {
            metrics.count(Counter.CONTRIBUTIONS);
            context.forward(
                    new Record<>(
                            GroupKey.of(contribution),
                            new Matched.Contributed(contribution),
                            Math.max(0, ref.timeMs()),
                            Definition.headers(plan, isPast)));
        }
    }

    private void warm() {
        RuleSet set = rules.get();
        long streamMs = context.currentStreamTimeMs();
        if (streamMs >= 0) {
            warming.run(
                    set,
                    streamMs,
                    budget,
                    (raw, correlations) -> again(set, raw, correlations, streamMs));
        }
    }

    /** What an event of the past gives to some correlations; it is neither written nor counted. */
    private void again(
            RuleSet set,
            ConsumerRecord<byte[], byte[]> raw,
            Set<String> correlations,
            long streamMs) {
        Normalized.Event event = past.event(raw, streamMs);
        if (event == null) {
            return;
        }
        ObjectNode document = event.event().event();
        List<RuleMatch> matches = matcher.match(set, document);
        for (Contribution contribution :
                contributions(set, document, event.ref(), matches, Losses.UNCOUNTED)) {
            if (correlations.contains(contribution.correlationId())) {
                contribute(set, contribution, event.ref(), true);
            }
        }
    }

    @Override
    public void close() {
        warming.close();
    }

    private List<Contribution> contributions(
            RuleSet set, ObjectNode event, EventRef ref, List<RuleMatch> matches, Losses losses) {
        try {
            return Contributions.of(set, event, ref, matches, losses);
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
