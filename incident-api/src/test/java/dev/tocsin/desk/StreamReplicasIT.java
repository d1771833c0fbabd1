package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Readers of two replicas behind one address, that lose their connection again and again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamReplicasIT {
    private static final int FOLLOWERS = 4;
    private static final int ALERTS = 300;

    private final HttpClient http = HttpClient.newHttpClient();
    private DeskDriver desk;
    private DeskServer second;
    private RoundRobinProxy proxy;
    private Caller analyst;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        second = DeskServer.start(desk.config(Map.of()));
        proxy = new RoundRobinProxy(List.of(desk.server().port(), second.port()));
        analyst = desk.caller("analyst");
    }

    @AfterAll
    void stop() {
        proxy.close();
        http.shutdownNow();
        second.close();
        desk.close();
    }

    @RepeatedTest(3)
    void missesNothingAndGetsNothingTwiceHoweverOftenItIsCutOff() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String run = Long.toHexString(seed) + "-";
        List<Follower> followers = followers(FOLLOWERS);
        try {
            Set<String> incidents = load(random, run, followers);
            for (Follower follower : followers) {
                gotEachOnce(follower, run, incidents);
            }
            assertThat(followers).anyMatch(follower -> follower.connections() > 2);
        } finally {
            for (Follower follower : followers) {
                follower.close();
            }
        }
    }

    /** Alerts and incidents, and now and then a connection that ends. */
    private Set<String> load(Random random, String run, List<Follower> followers)
            throws IOException {
        Set<String> incidents = new HashSet<>();
        for (int i = 0; i < ALERTS; i++) {
            desk.send(alert(run + i));
            if (random.nextInt(5) == 0) {
                incidents.add(analyst.post("/api/v1/incidents", "{\"title\":\"Under load\"}").id());
            }
            if (random.nextInt(10) == 0) {
                followers.get(random.nextInt(FOLLOWERS)).disconnect();
            }
            if (random.nextInt(100) == 0) {
                proxy.cut();
            }
        }
        return incidents;
    }

    private static void gotEachOnce(Follower follower, String run, Set<String> incidents) {
        follower.await(seen -> isOf(seen, run), "alert", ALERTS);
        follower.await(seen -> isAmong(seen, incidents), "incident-changed", incidents.size());

        assertThat(
                        follower.seen("alert").stream()
                                .filter(seen -> isOf(seen, run))
                                .map(seen -> seen.data().path("id").asText()))
                .doesNotHaveDuplicates()
                .hasSize(ALERTS);
        assertThat(
                        follower.seen("incident-changed").stream()
                                .filter(seen -> isAmong(seen, incidents))
                                .map(seen -> seen.data().path("id").asText()))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(incidents);
        assertThat(follower.ids()).doesNotHaveDuplicates();
        assertThat(follower.seen("resync")).isEmpty();
    }

    @Test
    void servesAReaderWhoIsFurtherThanTheReplica() throws Exception {
        try (Follower follower = new Follower(http, stream(), DeskDriver.ADMIN)) {
            for (int i = 0; i < 40; i++) {
                desk.send(alert("further-" + i));
                follower.await(
                        seen -> seen.data().path("id").asText().startsWith("further-"),
                        "alert",
                        i + 1);
                // At once: the other replica may not have read it yet.
                follower.disconnect();
                follower.awaitHello(i + 2);
            }

            assertThat(follower.seen("alert")).hasSize(40);
            assertThat(follower.seen("resync")).isEmpty();
        }
    }

    private List<Follower> followers(int count) {
        List<Follower> followers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            followers.add(new Follower(http, stream(), DeskDriver.ADMIN));
        }
        return followers;
    }

    private String stream() {
        return proxy.address() + "/api/v1/stream";
    }

    private static boolean isOf(Follower.Seen seen, String run) {
        return seen.data().path("id").asText().startsWith(run);
    }

    private static boolean isAmong(Follower.Seen seen, Set<String> incidents) {
        return incidents.contains(seen.data().path("id").asText());
    }
}
