package dev.tocsin.rules.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases in {@code conformance/} with events in time, in the given order and in others. */
class CorrelationConformanceTest {
    private static final int FIRST_LINE = 16;
    private static final int LAST_LINE = 40;
    private static final int SHUFFLES = 5;

    @TestFactory
    Stream<DynamicTest> engineConforms() {
        return TimedCase.all().stream()
                .map(one -> DynamicTest.dynamicTest(one.toString(), () -> run(one)));
    }

    @Test
    void everyLineHasACase() {
        Set<Integer> lines = new TreeSet<>();
        TimedCase.all().forEach(one -> lines.add(one.line()));

        assertThat(lines)
                .containsAll(IntStream.rangeClosed(FIRST_LINE, LAST_LINE).boxed().toList());
    }

    /** A case that needs what the engine lacks must fail: else its {@code needs} is struck. */
    private static void run(TimedCase one) {
        if (one.needs().isEmpty()) {
            check(one);
            return;
        }
        try {
            check(one);
        } catch (AssertionError _) {
            Assumptions.abort("Left out, for it needs " + one.needs());
        }
        fail("Expected a case that needs %s to fail; strike its needs", one.needs());
    }

    private static void check(TimedCase one) {
        List<Alert> given = play(one, one.arrivals());
        assertAlerts(one, one.alerts(), TestRun.lasting(given), one.arrivals());
        if (one.revisions() != null) {
            assertRevisions(one, one.revisions(), given);
        }
        if (one.anyOrder()) {
            List<JsonNode> same = one.alerts().stream().map(TimedCase::withoutOrder).toList();
            for (List<ObjectNode> order : orders(one.arrivals())) {
                assertAlerts(one, same, TestRun.lasting(play(one, order)), order);
            }
        }
    }

    private static List<List<ObjectNode>> orders(List<ObjectNode> arrivals) {
        List<List<ObjectNode>> orders = new ArrayList<>();
        List<ObjectNode> byTime = new ArrayList<>(arrivals);
        byTime.sort(
                Comparator.comparingLong((ObjectNode event) -> timeMs(event))
                        .thenComparing(event -> String.valueOf(Json.text(event, "event.id"))));
        orders.add(byTime);
        orders.add(byTime.reversed());
        Random random = new Random(arrivals.size());
        for (int i = 0; i < SHUFFLES; i++) {
            List<ObjectNode> shuffled = new ArrayList<>(arrivals);
            Collections.shuffle(shuffled, random);
            orders.add(shuffled);
        }
        return orders;
    }

    private static List<Alert> play(TimedCase one, List<ObjectNode> arrivals) {
        Compilation compilation =
                RuleCompiler.compile(
                        List.of(new RuleFile("case.yml", one.rules())), one.lists()::get);
        assertThat(compilation.problems()).filteredOn(problem -> problem.isError()).isEmpty();
        RuleRunner runner = new RuleRunner(compilation.rules());
        List<Alert> revisions = new ArrayList<>();
        long offset = 0;
        for (ObjectNode event : arrivals) {
            String id = Objects.requireNonNull(Json.text(event, "event.id"));
            EventRef ref = new EventRef(id, timeMs(event), "test", 0, offset++);
            revisions.addAll(runner.accept(event, ref));
        }
        revisions.addAll(runner.finish());
        return revisions;
    }

    private static long timeMs(ObjectNode event) {
        return Objects.requireNonNull(EventTime.of(event));
    }

    /** Each expectation has one alert of its own, and no alert is left. */
    private static void assertAlerts(
            TimedCase one, List<JsonNode> expected, List<Alert> found, List<ObjectNode> order) {
        List<Alert> left = new ArrayList<>(found);
        List<JsonNode> missing = new ArrayList<>();
        for (JsonNode wanted : expected) {
            Alert fitting =
                    left.stream()
                            .filter(alert -> ExpectedAlert.fits(wanted, alert))
                            .findFirst()
                            .orElse(null);
            if (fitting == null) {
                missing.add(wanted);
            } else {
                left.remove(fitting);
            }
        }
        assertThat(missing.isEmpty() && left.isEmpty())
                .as(
                        "%s%nin the order %s%nmissing %s%nnot expected %s",
                        one,
                        order.stream().map(TimedCase::brief).toList(),
                        missing,
                        left.stream().map(ExpectedAlert::describe).toList())
                .isTrue();
    }

    private static void assertRevisions(TimedCase one, List<JsonNode> expected, List<Alert> found) {
        assertThat(found)
                .as("%s: %s", one, found.stream().map(ExpectedAlert::describe).toList())
                .hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(ExpectedAlert.fits(expected.get(i), found.get(i)))
                    .as("%s: %s", expected.get(i), ExpectedAlert.describe(found.get(i)))
                    .isTrue();
        }
    }
}
