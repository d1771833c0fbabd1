package dev.tocsin.launcher.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.json.Json;
import dev.tocsin.launcher.shipper.Shipper.Promise;
import dev.tocsin.launcher.shipper.Shipper.Running;
import dev.tocsin.launcher.stack.OnStack;
import dev.tocsin.launcher.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real shippers send numbered lines, all at once, while the doors and then the broker are killed.
 * Each line must come out of the topology: once where the shipper gives it an id, else at least
 * once. One that is not here is shown as skipped.
 */
@OnStack
class ShippersIT {
    private static final int LINES = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    @TempDir private Path directory;

    @TestFactory
    Stream<DynamicTest> everyLineArrivesAlthoughDoorsAndBrokerAreKilled(Stack stack)
            throws Exception {
        List<Shipper> shippers = new Shippers(directory, stack.settings()).all();
        List<DynamicTest> tests;
        try (Arrivals arrivals = new Arrivals(stack.settings().kafka())) {
            run(stack, shippers, arrivals);
            tests = shippers.stream().map(shipper -> test(shipper, arrivals)).toList();
        }
        return tests.stream();
    }

    private void run(Stack stack, List<Shipper> shippers, Arrivals arrivals) throws IOException {
        List<Shipper> here = shippers.stream().filter(s -> s.absent() == null).toList();
        int all = here.size() * LINES;
        List<Running> running = new ArrayList<>();
        try {
            start(here, true, running);
            await().atMost(PATIENCE).until(() -> arrivals.look() > all / 5);
            stack.kill("doors");
            await().atMost(PATIENCE).until(() -> arrivals.look() > all / 3);
            start(here, false, running);
            await().atMost(PATIENCE).until(() -> arrivals.look() > all / 2);
            stack.kill("kafka");
            untilNothingComes(arrivals, all);
        } finally {
            running.forEach(Running::close);
        }
    }

    /** The AMQP listener is one of the doors, and dies with them. */
    private void start(List<Shipper> shippers, boolean confirmed, List<Running> running)
            throws IOException {
        for (Shipper shipper : shippers) {
            if ((shipper.promise() != Promise.NONE) == confirmed) {
                write(shipper.name());
                running.add(shipper.start(directory.resolve(shipper.name()).resolve("said")));
            }
        }
    }

    private static void untilNothingComes(Arrivals arrivals, int all) {
        int before = 0;
        long last = System.nanoTime();
        while (before < all && System.nanoTime() - last < SILENCE.toNanos()) {
            int now = arrivals.look();
            if (now > before) {
                before = now;
                last = System.nanoTime();
            }
        }
    }

    private DynamicTest test(Shipper shipper, Arrivals arrivals) {
        int lines = arrivals.lines(shipper.name());
        int events = arrivals.events(shipper.name());
        return DynamicTest.dynamicTest(
                shipper.name(),
                () -> {
                    assumeTrue(shipper.absent() == null, "Skipped: " + shipper.absent());
                    System.out.printf("%s: %,d lines, %,d events%n", shipper.name(), lines, events);
                    assertThat(lines).as("lines of %s", shipper.name()).isEqualTo(LINES);
                    if (shipper.promise() == Promise.ONCE) {
                        assertThat(events).as("events of %s", shipper.name()).isEqualTo(LINES);
                    }
                });
    }

    /** Nothing makes JSON of what goes straight to Kafka. */
    private static String json(String line) {
        return Json.object().put("message", line).toString();
    }

    private void write(String shipper) throws IOException {
        Files.writeString(
                directory.resolve(shipper).resolve("app.log"),
                IntStream.range(0, LINES)
                        .mapToObj(number -> Arrivals.line(shipper, number))
                        .map(line -> shipper.equals("kcat") ? json(line) : line)
                        .collect(Collectors.joining("\n", "", "\n")));
    }
}
