package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.alert.AlertMerging;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.incident.IncidentVisibility;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Many who merge, unmerge and triage the same alerts on two replicas, and replicas that die. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertMergeWritersIT {
    private static final String ALERTS = "/api/v1/alerts/";
    private static final int WRITERS = 16;
    private static final int EACH = 12;
    private static final int COUNT = 6;

    private DeskDriver desk;
    private DeskServer second;
    private DeskStore store;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        second = DeskServer.start(desk.config(Map.of()));
        store = DeskStore.open(desk.storeUri());
    }

    @AfterAll
    void stop() {
        store.close();
        second.close();
        desk.close();
    }

    @Test
    void whatManyDoAtOnceIsOneHistoryOfEachAlertAndBothEndsAgree() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            ids.add("shared-" + i);
            desk.stored(alert("shared-" + i));
        }
        long seed = System.nanoTime();

        int done = workedBy(ids, seed);

        assertThat(done).as("seed %s", seed).isPositive();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> outboxesAreEmpty(ids));
        Map<String, JsonNode> triages = new HashMap<>();
        for (String id : ids) {
            JsonNode now = desk.admin().get(ALERTS + id).json();
            triages.put(id, now.path("triage"));
            historyLeadsTo(id, now);
        }
        triages.forEach((id, triage) -> bothEndsAgree(id, triage, triages, seed));
    }

    private int workedBy(List<String> ids, long seed) throws Exception {
        int done = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                all.add(pool.submit(() -> work(ids, new Random(seed + writer), writer)));
            }
            for (Future<Integer> one : all) {
                done += one.get();
            }
        }
        return done;
    }

    /** How many requests were answered with success. */
    private int work(List<String> ids, Random random, int writer) {
        Caller caller = writer % 2 == 0 ? desk.admin() : desk.admin(second);
        int done = 0;
        for (int i = 0; i < EACH; i++) {
            String one = ids.get(random.nextInt(ids.size()));
            String other = ids.get(random.nextInt(ids.size()));
            String body = "{\"alert_ids\":[\"" + other + "\"]}";
            Answer answer =
                    switch (random.nextInt(4)) {
                        case 0 -> caller.post(ALERTS + one + "/unmerge", "{}");
                        case 1 -> triage(caller, one, writer + "-" + i);
                        default -> caller.post(ALERTS + one + "/merge", body);
                    };
            assertThat(answer.status()).isIn(200, 409, 412);
            done += answer.status() == 200 ? 1 : 0;
        }
        return done;
    }

    private static Answer triage(Caller caller, String id, String assignee) {
        Answer read = caller.get(ALERTS + id);
        return caller.patch(ALERTS + id, read.etag(), "{\"assignee\":\"%s\"}".formatted(assignee));
    }

    /** Each version is made on the one before it, and they end at what is there. */
    private void historyLeadsTo(String id, JsonNode now) {
        JsonNode items = desk.admin().get(ALERTS + id + "/history?limit=500").json().path("items");
        ObjectNode triage = Json.object();
        triage.set("merged", Json.MAPPER.createArrayNode());
        triage.putNull("merged_into").putNull("assignee");
        long version = 1;
        for (JsonNode item : items) {
            assertThat(item.path("version").asLong()).as(id).isEqualTo(++version);
            for (JsonNode field : item.path("changes")) {
                String name = field.path("field").asText();
                assertThat(field.path("from")).as("%s %s", id, version).isEqualTo(triage.get(name));
                triage.set(name, field.path("to"));
            }
        }
        assertThat(now.path("version").asLong()).isEqualTo(version);
        triage.properties()
                .forEach(
                        field ->
                                assertThat(now.path("triage").path(field.getKey()))
                                        .isEqualTo(field.getValue()));
    }

    private static void bothEndsAgree(
            String id, JsonNode triage, Map<String, JsonNode> all, long seed) {
        for (JsonNode source : triage.path("merged")) {
            JsonNode other = all.getOrDefault(source.asText(), Json.object());
            assertThat(other.path("merged_into").asText()).as("seed %s", seed).isEqualTo(id);
        }
        String into = Json.text(triage, "merged_into");
        if (into != null) {
            assertThat(triage.path("merged")).as("%s, seed %s", id, seed).isEmpty();
            assertThat(all.getOrDefault(into, Json.object()).path("merged").toString())
                    .contains('"' + id + '"');
        }
    }

    @Test
    void aRepeatedRequestEndsWhatADeadReplicaBegan() {
        two("begun");
        as("begun-to", Updates.set("triage.marks.merged", List.of("begun-from")));

        Answer merged = desk.admin().post(ALERTS + "begun-to/merge", one("begun-from"));

        assertThat(merged.etag()).isEqualTo("\"2\"");
        assertThat(into("begun-from")).isEqualTo("begun-to");
        as("begun-to", Updates.set("triage.marks.merged", List.of()));

        assertThat(desk.admin().post(ALERTS + "begun-to/unmerge", one("begun-from")).status())
                .isEqualTo(200);
        assertThat(into("begun-from")).isNull();
    }

    @Test
    void whoeverPublishesTheChangeEndsWhatADeadReplicaBegan() throws Exception {
        two("left");
        as("left-to", Updates.set("triage.marks.merged", List.of("left-from")));

        follow("left-to", "merged", "[]", "[\"left-from\"]");
        follow("left-to", "merged", "[]", "[\"left-from\"]");

        assertThat(into("left-from")).isEqualTo("left-to");
        as("left-to", Updates.set("triage.marks.merged", List.of()));

        // The older change is told again: what counts is what the target says now.
        follow("left-to", "merged", "[]", "[\"left-from\"]");

        assertThat(into("left-from")).isNull();
    }

    @Test
    void aTargetForgetsWhatAnotherTookAndWhatStandsForOthers() throws Exception {
        two("lost");
        two("won");
        desk.admin().post(ALERTS + "won-to/merge", one("won-from"));
        as("lost-to", Updates.set("triage.marks.merged", List.of("won-from", "won-to")));

        follow("lost-to", "merged", "[]", "[\"won-from\",\"won-to\"]");

        assertThat(desk.admin().get(ALERTS + "lost-to").json().at("/triage/merged")).isEmpty();
        assertThat(into("won-from")).isEqualTo("won-to");
        as("lost-from", Updates.set("triage.marks.merged_into", "lost-to"));
        follow("lost-from", "merged_into", "null", "\"lost-to\"");
        assertThat(into("lost-from")).isNull();
    }

    private void two(String name) {
        desk.stored(alert(name + "-to"));
        desk.stored(alert(name + "-from"));
    }

    /** As a replica that dies after it has written to one of two documents leaves it. */
    private void as(String id, Bson update) {
        store.alerts()
                .updateOne(
                        Filters.eq("_id", id), Updates.combine(update, Updates.inc("edits", 1L)));
    }

    private void follow(String subject, String field, String from, String to) throws Exception {
        InstantSource clock = InstantSource.system();
        OutboxSignals signals = new OutboxSignals(new DeskMetrics());
        AlertStore alerts = TestAlerts.store(store, signals);
        IncidentVisibility all = new IncidentVisibility(new IncidentStore(store, signals));
        new AlertMerging(alerts, all)
                .follow(
                        Json.MAPPER.readTree(
                                """
                                {"kind":"alert","subject":"%s",
                                 "changes":[{"field":"%s","from":%s,"to":%s}]}
                                """
                                        .formatted(subject, field, from, to)),
                        new Author("ada", new Ids(clock), clock));
    }

    private @Nullable String into(String id) {
        return desk.admin().get(ALERTS + id).text("triage.merged_into");
    }

    /** Those of other tests may not be: what they do as a dead replica waits for a scan. */
    private void outboxesAreEmpty(List<String> ids) {
        Bson full = Filters.and(Filters.in("_id", ids), Filters.gt("outbox.at", 0));
        assertThat(store.alerts().countDocuments(full)).isZero();
    }

    private static String one(String id) {
        return "{\"alert_ids\":[\"" + id + "\"]}";
    }
}
