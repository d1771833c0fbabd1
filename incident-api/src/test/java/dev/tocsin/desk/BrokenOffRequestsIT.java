package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.store.DeskStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A request with an Idempotency-Key whose replica died after it had made what it was to make, and
 * before it noted the answer: sent again, it finds what it made.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenOffRequestsIT {
    private static final String KEY = "Idempotency-Key";
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final MovableTime time = new MovableTime();
    private DeskDriver desk;
    private DeskServer replica;
    private Caller admin;
    private String incident;
    private String other;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        replica = DeskServer.start(desk.config(Map.of()), time);
        admin = desk.admin(replica);
        incident = admin.post("/api/v1/incidents", "{\"title\":\"One\"}").id();
        other = admin.post("/api/v1/incidents", "{\"title\":\"Other\"}").id();
        admin.post("/api/v1/lists", "{\"name\":\"known\",\"kind\":\"watch\"}");
        desk.stored(alert("one"));
        desk.stored(alert("two"));
    }

    @AfterAll
    void stop() {
        replica.close();
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/v1/incidents/INCIDENT/notes|{`text`:`A`}|201",
                "/api/v1/alerts/one/comments|{`text`:`A`}|201",
                "/api/v1/incidents/INCIDENT/tasks|{`title`:`A`}|201",
                "/api/v1/incidents/INCIDENT/evidence|{`event_id`:`one-0`,`alert_id`:`one`}|201",
                "/api/v1/incidents/INCIDENT/links|{`incident`:`OTHER`,`relation`:`related_to`}|200",
                "/api/v1/lists/known/entries|{`value`:`a.example`}|201",
                "/api/v1/suppressions|{`q`:`level:low`,`reason`:`Known`,`expires_at`:`TOMORROW`}|201",
                "/api/v1/incidents|{`title`:`Made once`}|201",
                "/api/v1/lists|{`name`:`mine`,`kind`:`watch`}|201",
                "/api/v1/keys|{`name`:`once`,`role`:`viewer`}|409",
                "/api/v1/ingest-tokens|{`source`:`once`}|409"
            })
    void findsWhatTheRequestMadeBeforeItBrokeOff(String at, String text, int status) {
        String path = at.replace("INCIDENT", incident);
        String tomorrow = time.instant().plus(Duration.ofDays(1)).toString();
        String body = text.replace('`', '"').replace("OTHER", other).replace("TOMORROW", tomorrow);
        Caller once = admin.with(KEY, "broken-off");
        Answer made = once.post(path, body);
        int before = count(path);
        forgetAnswers();
        time.pass(LEASE);

        Answer again = once.post(path, body);

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(again.status()).as(again.text()).isEqualTo(status);
        assertThat(count(path)).isEqualTo(before);
        if (status < 300) {
            assertThat(again.header("Location")).isNotNull().isEqualTo(made.header("Location"));
            assertThat(again.id()).isEqualTo(made.id());
        }
    }

    @Test
    void commentsOnEachAlertOfASelectionOnce() {
        Caller once = admin.with(KEY, "selection");
        String body =
                "{\"action\":\"comment\",\"alerts\":[{\"id\":\"one\"},{\"id\":\"two\"}],\"text\":\"Both\"}";
        once.post("/api/v1/alerts/bulk", body);
        forgetAnswers();
        time.pass(LEASE);

        Answer again = once.post("/api/v1/alerts/bulk", body);

        assertThat(again.json().findValuesAsText("status")).containsExactly("200", "200");
        for (String id : new String[] {"one", "two"}) {
            assertThat(admin.get("/api/v1/alerts/" + id + "/comments").text().split("Both", -1))
                    .hasSize(2);
        }
    }

    @Test
    void escalatesASelectionToOneIncident() {
        desk.stored(alert("rising"));
        Caller once = admin.with(KEY, "rising");
        String body =
                "{\"action\":\"escalate\",\"alerts\":[{\"id\":\"rising\"}],\"incident\":{\"title\":\"Up\"}}";
        Answer made = once.post("/api/v1/alerts/bulk", body);
        forgetAnswers();
        time.pass(LEASE);

        Answer again = once.post("/api/v1/alerts/bulk", body);

        assertThat(made.text("incident")).startsWith("INC-");
        assertThat(again.text("incident")).isEqualTo(made.text("incident"));
        assertThat(again.json().findValuesAsText("status")).containsExactly("200");
    }

    @Test
    void waitsForARequestThatMayStillBeUnderWay() {
        String path = "/api/v1/incidents/" + incident + "/theories";
        Caller once = admin.with(KEY, "under-way");
        String body = "{\"text\":\"Perhaps\"}";
        Answer made = once.post(path, body);
        forgetAnswers();

        Answer early = once.post(path, body);
        time.pass(LEASE);
        Answer late = once.post(path, body);

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("detail")).contains("120 seconds");
        assertThat(late.text()).isEqualTo(made.text());
        assertThat(once.post(path, body).text()).isEqualTo(made.text());
    }

    @Test
    void doesNotMakeAgainWhatWasDeletedSince() {
        String path = "/api/v1/incidents/" + incident + "/lessons";
        Caller once = admin.with(KEY, "deleted");
        String body = "{\"text\":\"Learned\"}";
        Answer made = once.post(path, body);
        admin.with("If-Match", made.etag()).delete(String.valueOf(made.header("Location")));
        forgetAnswers();
        time.pass(LEASE);

        Answer again = once.post(path, body);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("detail")).contains("deleted");
        assertThat(admin.get(path).json().path("items")).isEmpty();
    }

    private int count(String path) {
        return admin.get(path).json().path("items").size();
    }

    /** What the store has when replicas die before they note what they answered. */
    private void forgetAnswers() {
        try (DeskStore store = DeskStore.open(desk.storeUri())) {
            store.requests()
                    .updateMany(
                            Filters.eq("done", true),
                            Updates.combine(Updates.unset("done"), Updates.unset("answer")));
        }
    }
}
