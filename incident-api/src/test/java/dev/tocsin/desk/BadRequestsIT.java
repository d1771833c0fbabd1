package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent, the API answers with what is specified, and never with a fault of its own. Set
 * {@code tocsin.desk.requests} for more requests and {@code tocsin.desk.seed} for the same ones.
 */
class BadRequestsIT {
    private static final int REQUESTS = Integer.getInteger("tocsin.desk.requests", 10_000);
    private static final long SEED = Long.getLong("tocsin.desk.seed", 20_261_130);

    @Test
    void everyRequestGetsASpecifiedAnswerThatIsNoFaultOfTheServer(@TempDir Path directory)
            throws Exception {
        try (DeskDriver desk = new DeskDriver(directory)) {
            for (int i = 0; i < 20; i++) {
                desk.stored(TestAlerts.alert("seen-" + i));
            }
            Caller admin = desk.admin();
            RequestDraw draw =
                    new RequestDraw(desk.specification(), drawn(desk.specification()), random());
            draw.learn(admin.get("/api/v1/alerts"));
            Map<String, TreeSet<Integer>> statuses = new TreeMap<>();
            List<String> faults = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                RequestDraw.Request request = draw.next();
                try {
                    Answer answer = request.send(admin);
                    draw.learn(answer);
                    statuses.computeIfAbsent(name(request), _ -> new TreeSet<>())
                            .add(answer.status());
                    if (isFault(request, answer)) {
                        faults.add(request + "\n  gave " + answer.status() + " " + answer.text());
                    }
                } catch (AssertionError | UncheckedIOException e) {
                    faults.add(request + "\n  " + e.getMessage());
                }
            }
            assertThat(faults)
                    .as("Faults of %d requests with -Dtocsin.desk.seed=%d", REQUESTS, SEED)
                    .isEmpty();
            statuses.remove("POST /api/v1/session");
            statuses.remove("POST /api/v1/password");
            assertThat(statuses.values())
                    .as("Requests of a valid key are never turned away for it: %s", statuses)
                    .allSatisfy(seen -> assertThat(seen).doesNotContain(401, 429));
            assertThat(statuses.values())
                    .as("Good ones and bad ones are among what is drawn: %s", statuses)
                    .filteredOn(seen -> seen.first() < 300 && seen.last() >= 400)
                    .hasSizeGreaterThan(statuses.size() / 3);
        }
    }

    /** All but the live stream, which does not end. */
    private static List<Specification.Operation> drawn(Specification specification) {
        return specification.all().stream()
                .filter(operation -> !operation.path().endsWith("/stream"))
                .toList();
    }

    /** Without an Elasticsearch, only routes that ask it may say that they cannot. */
    private static boolean isFault(RequestDraw.Request request, Answer answer) {
        return answer.status() >= 500
                && !(answer.status() == 503
                        && request.operation()
                                .path()
                                .matches("/api/v1/(events.*|.+/(events|evidence))"));
    }

    private static String name(RequestDraw.Request request) {
        return request.operation().method() + " " + request.operation().path();
    }

    private static RandomGenerator random() {
        return new SplittableRandom(SEED);
    }
}
