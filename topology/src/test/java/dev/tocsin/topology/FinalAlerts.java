package dev.tocsin.topology;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.alert.AlertState;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.run.RuleRunner;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is left of alerts in the end, as texts that can be compared: rule, group, first and last
 * time, count and evidence. Ids are left out, because they are the same for every order of arrival
 * only within a group whose events come in the order of time.
 */
final class FinalAlerts {
    private FinalAlerts() {}

    /** What the rules say of events, without any of the machinery. */
    static SortedSet<String> expected(RuleSet rules, List<JsonNode> events) {
        RuleRunner runner = new RuleRunner(rules);
        List<Alert> alerts = new ArrayList<>();
        for (Timed event : inOrder(events)) {
            alerts.addAll(runner.accept(event.document(), event.ref()));
        }
        alerts.addAll(runner.finish());
        return of(alerts);
    }

    /** What is on the alerts topic. */
    static SortedSet<String> written(List<ConsumerRecord<byte[], byte[]>> records) {
        return of(records.stream().map(FinalAlerts::alert).toList());
    }

    /** How often each revision of each alert was written. */
    static Map<String, Integer> revisions(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Integer> counts = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Alert alert = alert(record);
            counts.merge(alert.id() + " revision " + alert.revision(), 1, Integer::sum);
        }
        return counts;
    }

    static JsonNode document(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Json.parse(record.value());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Alert alert(ConsumerRecord<byte[], byte[]> record) {
        return AlertJson.read(document(record));
    }

    private static List<Timed> inOrder(List<JsonNode> events) {
        List<Timed> timed = new ArrayList<>();
        for (JsonNode event : events) {
            String id = String.valueOf(Json.text(event, "event.id"));
            Instant time = Instant.parse(String.valueOf(Json.text(event, "@timestamp")));
            timed.add(new Timed(event, new EventRef(id, time.toEpochMilli(), "raw", 0, 0)));
        }
        timed.sort(
                Comparator.comparingLong((Timed event) -> event.ref().timeMs())
                        .thenComparing(event -> event.ref().id()));
        return timed;
    }

    static SortedSet<String> of(List<Alert> revisions) {
        Map<String, Alert> latest = new LinkedHashMap<>();
        for (Alert alert : revisions) {
            latest.merge(alert.id(), alert, FinalAlerts::later);
        }
        TreeSet<String> texts = new TreeSet<>();
        for (Alert alert : latest.values()) {
            boolean gone =
                    alert.state() == AlertState.SUPERSEDED || alert.state() == AlertState.RETRACTED;
            if (!gone && !texts.add(text(alert))) {
                throw new AssertionError("Expected each alert once, but twice: " + text(alert));
            }
        }
        return texts;
    }

    private static Alert later(Alert one, Alert other) {
        return other.revision() > one.revision() ? other : one;
    }

    private static String text(Alert alert) {
        List<String> evidence = alert.evidence().stream().map(EventRef::id).sorted().toList();
        return "%s %s from %d to %d count %d %s"
                .formatted(
                        alert.rule().id(),
                        alert.group(),
                        alert.firstMs(),
                        alert.lastMs(),
                        alert.count(),
                        evidence);
    }

    private record Timed(JsonNode document, EventRef ref) {}
}
