package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.http.Repeat;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.DeskStore;
import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One Idempotency-Key makes one thing, on every route that makes something. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedRequestsIT {
    private static final String KEY = "Idempotency-Key";
    private static final String INCIDENTS = "/api/v1/incidents";

    private DeskDriver desk;
    private Caller admin;
    private String incident;
    private String other;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        admin = desk.admin();
        incident = admin.post(INCIDENTS, "{\"title\":\"One\"}").id();
        other = admin.post(INCIDENTS, "{\"title\":\"Other\"}").id();
        admin.post("/api/v1/lists", "{\"name\":\"known\",\"kind\":\"watch\"}");
        desk.stored(alert("commented"));
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void specifiesTheKeyOnEveryRouteThatMakesSomething() {
        Map<String, Boolean> specified = new TreeMap<>();
        for (Specification.Operation operation : desk.specification().all()) {
            boolean keyed = operation.parameters().stream().anyMatch(p -> KEY.equals(name(p)));
            specified.put(operation.method() + " " + operation.path(), keyed);
            if (desk.specification().makes(operation)) {
                assertThat(keyed).as(operation.method() + " " + operation.path()).isTrue();
            }
        }
        for (Route route : desk.server().routes().routes()) {
            assertThat(specified)
                    .containsEntry(
                            route.method().name() + " " + route.path(),
                            route.repeat() != Repeat.UNKEYED);
            assertThat(route.repeat() == Repeat.UNKEYED || route.method().equals(HandlerType.POST))
                    .isTrue();
        }
    }

    private static String name(JsonNode parameter) {
        return parameter.path("name").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/v1/incidents/INCIDENT/notes|{`text`:`A`}|{`text`:`B`}",
                "/api/v1/alerts/commented/comments|{`text`:`A`}|{`text`:`B`}",
                "/api/v1/incidents/INCIDENT/tasks|{`title`:`A`}|{`title`:`B`}",
                "/api/v1/incidents/INCIDENT/questions|{`question`:`A?`}|{`question`:`B?`}",
                "/api/v1/incidents/INCIDENT/theories|{`text`:`A`}|{`text`:`B`}",
                "/api/v1/lists/known/entries|{`value`:`a.example`}|{`value`:`b.example`}",
                "/api/v1/incident-templates|{`id`:`t-a`,`name`:`A`}|{`id`:`t-b`,`name`:`B`}",
                "/api/v1/incidents/INCIDENT/links|{`incident`:`OTHER`,`relation`:`related_to`}|{`incident`:`OTHER`,`relation`:`parent_of`}"
            })
    void givesTheSameAnswerAgainAndMakesNothingTwice(String at, String body, String another) {
        String path = at.replace("INCIDENT", incident);
        Caller once = admin.with(KEY, "same");

        Answer first = once.post(path, json(body));
        Answer again = once.post(path, json(body));
        Answer refused = once.post(path, json(another));
        Answer unread = admin.with(KEY, " ").post(path, json(body));

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Location")).isNotNull().isEqualTo(first.header("Location"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).endsWith("idempotency");
        assertThat(unread.status()).isEqualTo(400);
        assertThat(admin.get(path).json().path("items").findValuesAsText("id"))
                .containsOnlyOnce(first.id());
    }

    private String json(String body) {
        return body.replace('`', '"').replace("OTHER", other);
    }

    @Test
    void makesOneThingOfConcurrentRequestsToTwoReplicas() throws Exception {
        String path = INCIDENTS + "/" + incident + "/mitigations";
        List<Answer> answers = new ArrayList<>();
        try (DeskServer replica = DeskServer.start(desk.config(Map.of()));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch ready = new CountDownLatch(8);
            List<Future<Answer>> sent = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Caller caller = (i % 2 == 0 ? admin : desk.admin(replica)).with(KEY, "at-once");
                sent.add(
                        threads.submit(
                                () -> {
                                    ready.countDown();
                                    ready.await();
                                    return caller.post(path, "{\"text\":\"Block\"}");
                                }));
            }
            for (Future<Answer> one : sent) {
                answers.add(one.get());
            }
        }

        assertThat(answers).allSatisfy(a -> assertThat(a.status()).as(a.text()).isEqualTo(201));
        assertThat(answers).extracting(Answer::text).containsOnly(answers.getFirst().text());
        assertThat(admin.get(path).json().path("items")).hasSize(1);
    }

    /** As when its replica died after it was made and before the answer was kept. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/v1/lists|{`name`:`broken-off`,`kind`:`watch`}|name",
                "/api/v1/incident-templates|{`id`:`broken-off`,`name`:`A`}|id",
                "/api/v1/custom-fields|{`name`:`broken_off`,`type`:`text`}|name",
                "/api/v1/accounts|{`name`:`broken-off`,`roles`:[`viewer`]}|name",
            })
    void findsWhatItsSenderNamedWhenItIsDoneAgain(String path, String body, String id) {
        Caller once = admin.with(KEY, "broken-off");
        Answer first = once.post(path, json(body));
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        breakOff();

        Answer again = once.post(path, json(body));
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        Answer another = admin.with(KEY, "another").post(path, json(body));
        breakOff();
        admin.with("If-Match", "*").delete(String.valueOf(again.header("Location")));
        Answer gone = once.post(path, json(body));

        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.text(id)).isEqualTo(first.text(id));
        assertThat(another.status()).isEqualTo(409);
        assertThat(gone.status()).as(gone.text()).isEqualTo(409);
        assertThat(gone.text("detail")).contains("deleted");
    }

    private void breakOff() {
        try (DeskStore store = DeskStore.open(desk.storeUri())) {
            store.requests()
                    .updateMany(
                            new Document(),
                            Updates.combine(
                                    Updates.unset("done"),
                                    Updates.unset("answer"),
                                    Updates.set("until", 1L)));
        }
    }

    @Test
    void keepsTheKeysOfCallersAndPathsApart() {
        String body = "{\"text\":\"Mine\"}";
        String path = INCIDENTS + "/" + incident + "/notes";
        Answer mine = desk.caller("analyst").with(KEY, "k").post(path, body);
        Answer theirs = desk.caller("analyst").with(KEY, "k").post(path, body);
        Caller one = desk.caller("analyst").with(KEY, "k");
        Answer here = one.post(path, body);
        Answer there = one.post(INCIDENTS + "/" + other + "/notes", body);

        assertThat(List.of(mine.id(), theirs.id(), here.id(), there.id())).doesNotHaveDuplicates();
    }

    @Test
    void givesTheKeyOfARefusedRequestBack() {
        Caller once = admin.with(KEY, "corrected");
        String path = INCIDENTS + "/" + incident + "/notes";

        assertThat(once.post(path, "{}").status()).isEqualTo(422);
        assertThat(once.post(path, "{\"text\":\"Now\"}").status()).isEqualTo(201);
    }

    @Test
    void neverKeepsASecretAndMakesItOnce() {
        Caller once = admin.with(KEY, "secret");
        String body = "{\"name\":\"once-only\",\"role\":\"viewer\"}";

        Answer made = once.post("/api/v1/keys", body);
        Answer again = once.post("/api/v1/keys", body);

        assertThat(made.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("detail")).contains("secret");
        assertThat(admin.get("/api/v1/keys").json().path("items").findValuesAsText("name"))
                .containsOnlyOnce("once-only");
        try (DeskStore store = DeskStore.open(desk.storeUri())) {
            assertThat(store.requests().find().into(new ArrayList<>()))
                    .isNotEmpty()
                    .noneMatch(kept -> kept.toString().contains(made.text("key")));
        }
    }
}
