package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.run.RuleTest.Sent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs one test and says how its alerts differ from what it expects. */
final class TestRun {
    private static final List<String> ALWAYS = List.of("rule", "group", "count");

    private final RuleSet rules;
    private final Set<String> tested;
    private final Normalize normalize;
    private final Set<String> silent = new HashSet<>();

    /**
     * @param tested ids of the rules whose alerts are compared
     */
    TestRun(RuleSet rules, Set<String> tested, Normalize normalize) {
        this.rules = rules;
        this.tested = tested;
        this.normalize = normalize;
    }

    /** Lines for people; empty when the alerts are as expected. */
    String difference(RuleTest test) {
        List<Alert> found = alerts(test);
        int[] alertOf = new int[test.alerts().size()];
        Arrays.fill(alertOf, -1);
        for (int i = 0; i < alertOf.length; i++) {
            assign(i, test.alerts(), found, alertOf, new boolean[found.size()]);
        }
        return describe(test.alerts(), found, alertOf) + loud(found);
    }

    /** Alerts that have an event as evidence that must be in none. */
    private String loud(List<Alert> found) {
        StringBuilder text = new StringBuilder();
        for (Alert alert : found) {
            for (EventRef ref : alert.evidence()) {
                if (silent.contains(ref.id())) {
                    text.append("expected in no alert: event ")
                            .append(ref.id())
                            .append(", but found in: ")
                            .append(ExpectedAlert.brief(alert, Set.copyOf(ALWAYS)))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private List<Alert> alerts(RuleTest test) {
        RuleRunner runner = new RuleRunner(rules);
        List<Alert> revisions = new ArrayList<>();
        int number = 0;
        for (Sent sent : test.events()) {
            number++;
            String id = sent.id() == null ? "e" + number : sent.id();
            ObjectNode event = normalize.normalize(sent.event(), sent.at(), id);
            String ownId = Json.text(event, "event.id");
            String known = ownId == null ? id : ownId;
            if (sent.silent()) {
                silent.add(known);
            }
            EventRef ref = new EventRef(known, timeMs(event, sent.at()), "test", 0, number);
            revisions.addAll(runner.accept(event, ref));
        }
        revisions.addAll(runner.finish());
        List<Alert> lasting = lasting(revisions);
        lasting.removeIf(alert -> !tested.contains(alert.rule().id()));
        return lasting;
    }

    /** The last revisions of the alerts that are neither retracted nor superseded. */
    static List<Alert> lasting(List<Alert> revisions) {
        Map<String, Alert> latest = new LinkedHashMap<>();
        revisions.forEach(alert -> latest.put(alert.id(), alert));
        List<Alert> lasting = new ArrayList<>(latest.values());
        lasting.removeIf(
                alert ->
                        alert.state() == AlertState.RETRACTED
                                || alert.state() == AlertState.SUPERSEDED);
        return lasting;
    }

    private static long timeMs(JsonNode event, Instant arrival) {
        String time = Json.text(event, "@timestamp");
        try {
            return time == null ? arrival.toEpochMilli() : Instant.parse(time).toEpochMilli();
        } catch (DateTimeException _) {
            return arrival.toEpochMilli();
        }
    }

    /** Gives an alert to an expectation, moving earlier ones to others where that helps. */
    private static boolean assign(
            int wanted,
            List<JsonNode> expected,
            List<Alert> found,
            int[] alertOf,
            boolean[] tried) {
        for (int i = 0; i < found.size(); i++) {
            if (!tried[i] && ExpectedAlert.fits(expected.get(wanted), found.get(i))) {
                tried[i] = true;
                int holder = indexOf(alertOf, i);
                if (holder < 0 || assign(holder, expected, found, alertOf, tried)) {
                    alertOf[wanted] = i;
                    return true;
                }
            }
        }
        return false;
    }

    private static int indexOf(int[] values, int value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }

    private static String describe(List<JsonNode> expected, List<Alert> found, int[] alertOf) {
        StringBuilder text = new StringBuilder();
        Set<String> keys = new LinkedHashSet<>(ALWAYS);
        for (int i = 0; i < alertOf.length; i++) {
            expected.get(i).fieldNames().forEachRemaining(keys::add);
            if (alertOf[i] < 0) {
                text.append("expected, not found: ").append(expected.get(i)).append('\n');
            }
        }
        for (int i = 0; i < found.size(); i++) {
            if (indexOf(alertOf, i) < 0) {
                String brief = ExpectedAlert.brief(found.get(i), keys);
                text.append("found, not expected: ").append(brief).append('\n');
            }
        }
        return text.toString();
    }
}
