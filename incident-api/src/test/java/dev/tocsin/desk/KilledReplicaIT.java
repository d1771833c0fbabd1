package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica that is killed while requests are under way: whoever sends them again with the same
 * Idempotency-Key finds each thing made, and made once.
 */
class KilledReplicaIT {
    private static final int SENDERS = 12;
    private static final int BEFORE_THE_KILL = 200;
    private static final int ROUNDS = 5;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Map<String, Thing> sent = new ConcurrentHashMap<>();
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final AtomicInteger names = new AtomicInteger();

    /**
     * What a request is to make.
     *
     * @param path where
     * @param id by which it is known, when the sender gives it
     */
    private record Thing(String path, String body, @Nullable String id) {
        /** A task gets its id from the desk, a list and a template have one from their sender. */
        static Thing of(int sender, String key, String tasks) {
            return switch (sender % 3) {
                case 0 ->
                        new Thing(
                                "/api/v1/lists",
                                "{\"name\":\"%s\",\"kind\":\"watch\"}".formatted(key),
                                key);
                case 1 ->
                        new Thing(
                                "/api/v1/incident-templates",
                                "{\"id\":\"%s\",\"name\":\"x\"}".formatted(key),
                                key);
                default -> new Thing(tasks, "{\"title\":\"%s\"}".formatted(key), null);
            };
        }
    }

    @Test
    void makesEachThingOnceThoughItsReplicaWasKilled(@TempDir Path directory) throws Exception {
        MovableTime time = new MovableTime();
        try (DeskDriver desk = new DeskDriver(directory, Map.of("TOCSIN_API_RATE_KEY", "0"));
                DeskServer survivor =
                        DeskServer.start(desk.config(Map.of("TOCSIN_API_RATE_KEY", "0")), time)) {
            Caller admin = desk.admin(survivor);
            String tasks =
                    "/api/v1/incidents/"
                            + admin.post("/api/v1/incidents", "{\"title\":\"Killed\"}").id()
                            + "/tasks";
            for (int i = 0; i < ROUNDS && (i == 0 || brokenOff(desk) == 0); i++) {
                killWhileSending(desk, directory, tasks);
            }
            assertThat(brokenOff(desk)).isPositive();
            // The clock of the survivor stood still meanwhile.
            time.pass(LEASE.plus(SOON.multipliedBy(ROUNDS)));

            sent.forEach(
                    (key, thing) -> {
                        Answer again =
                                admin.with("Idempotency-Key", key).post(thing.path(), thing.body());
                        assertThat(again.status()).as(again.text()).isEqualTo(201);
                        assertThat(again.id()).isEqualTo(answered.getOrDefault(key, again.id()));
                        assertThat(again.header("Location"))
                                .contains(thing.id() == null ? again.id() : thing.id());
                    });

            assertThat(titles(admin, tasks))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            sent.keySet().stream()
                                    .filter(
                                            key ->
                                                    Objects.requireNonNull(sent.get(key)).id()
                                                            == null)
                                    .toList());
        }
    }

    private void killWhileSending(DeskDriver desk, Path directory, String tasks) throws Exception {
        int port = Ports.free();
        Process replica = process(desk, directory, port);
        Caller caller = desk.nobody(port).with("Authorization", "Bearer " + DeskDriver.ADMIN);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> caller.get("/readyz").status() == 200);
            int before = answered.size();
            for (int i = 0; i < SENDERS; i++) {
                int sender = i;
                senders.execute(() -> sendUntilItIsGone(caller, sender, tasks));
            }
            await().atMost(SOON).until(() -> answered.size() >= before + BEFORE_THE_KILL);
            replica.destroyForcibly().waitFor();
        } finally {
            replica.destroyForcibly();
            assertThat(replica.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Process process(DeskDriver desk, Path directory, int port) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("TOCSIN_API_PORT", "" + port);
        settings.put("TOCSIN_API_RATE_KEY", "0");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.tocsin.desk.Main");
        builder.environment().putAll(desk.environment(settings));
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("replica.log").toFile())
                .start();
    }

    private void sendUntilItIsGone(Caller caller, int sender, String tasks) {
        try {
            while (true) {
                String key = "thing-" + names.incrementAndGet();
                Thing thing = Thing.of(sender, key, tasks);
                sent.put(key, thing);
                Answer answer =
                        caller.with("Idempotency-Key", key).post(thing.path(), thing.body());
                answered.put(key, answer.id());
            }
        } catch (UncheckedIOException _) {
            // The replica is gone.
        }
    }

    /** How many requests have no answer and never will. */
    private static long brokenOff(DeskDriver desk) {
        try (DeskStore store = DeskStore.open(desk.storeUri())) {
            return store.requests().countDocuments(Filters.ne("done", true));
        }
    }

    private static List<String> titles(Caller admin, String tasks) {
        List<String> titles = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = admin.get(tasks + "?limit=500" + next).json();
            titles.addAll(page.path("items").findValuesAsText("title"));
            next = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : null;
        }
        return titles;
    }
}
