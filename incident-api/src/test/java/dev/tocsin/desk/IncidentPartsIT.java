package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.testkit.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentPartsIT {
    private static final int WRITERS = 32;

    private DeskDriver desk;
    private Caller analyst;
    private String incident;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        analyst = desk.caller("analyst");
        incident =
                "/api/v1/incidents/"
                        + analyst.post("/api/v1/incidents", "{\"title\":\"Parts\"}").id();
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tasks|{\"title\":\"Call\",\"due\":\"2026-12-01T10:00:00Z\"}|{\"state\":\"done\"}",
                "observables|{\"type\":\"ip\",\"value\":\"192.0.2.1\"}|{\"tlp\":\"red\"}",
                "timeline|{\"at\":\"2026-11-30T06:00:00Z\",\"text\":\"In\"}|{\"text\":\"Entry\"}",
                "questions|{\"question\":\"Who?\"}|{\"answer\":\"Ada\"}",
                "theories|{\"text\":\"Stolen key\"}|{\"state\":\"supported\"}",
                "mitigations|{\"text\":\"Blocked\"}|{\"state\":\"active\",\"temporary\":true}",
                "lessons|{\"text\":\"Patch sooner\"}|{\"action\":\"Weekly\"}",
                "techniques|{\"technique\":\"T1059.001\"}|{\"description\":\"Seen\"}"
            })
    void keepsEachKind(String kind, String body, String patch) {
        String all = incident + "/" + kind;
        Answer added = analyst.post(all, body);
        String one = all + "/" + added.id();

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).isEqualTo(one);
        assertThat(analyst.get(one).json()).isEqualTo(added.json());
        assertThat(analyst.get(all).json().path("items")).contains(added.json());

        assertThat(analyst.send("PATCH", one, "application/json", patch).status()).isEqualTo(428);
        Answer changed = analyst.patch(one, added.etag(), patch);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("version")).isEqualTo("2");
        assertThat(analyst.patch(one, added.etag(), patch).status()).isEqualTo(412);
        assertThat(analyst.patch(one, changed.etag(), "{\"none\":1}").status()).isEqualTo(422);
        assertThat(analyst.post(all, "{}").status()).isEqualTo(422);
        assertThat(desk.caller("viewer").post(all, body).status()).isEqualTo(403);

        assertThat(analyst.delete(one).status()).isEqualTo(428);
        assertThat(analyst.with("If-Match", added.etag()).delete(one).status()).isEqualTo(412);
        assertThat(analyst.with("If-Match", changed.etag()).delete(one).status()).isEqualTo(204);
        assertThat(analyst.get(one).status()).isEqualTo(404);
        assertThat(analyst.patch(one, "*", patch).status()).isEqualTo(404);
        assertThat(analyst.get(all).json().path("items")).isEmpty();
        assertThat(fields(incident, kind + "/" + added.id())).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void losesNoPartOfManyWritersAndTellsEachOnTheTopic() throws Exception {
        String path =
                "/api/v1/incidents/"
                        + analyst.post("/api/v1/incidents", "{\"title\":\"Shared\"}").id();
        try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<Answer>> done = new ArrayList<>();
            IntStream.range(0, WRITERS).forEach(i -> done.add(pool.submit(() -> addTask(path, i))));
            for (Future<Answer> one : done) {
                assertThat(one.get().status()).isEqualTo(201);
            }
        }

        assertThat(analyst.get(path + "/tasks?limit=500").json().path("items")).hasSize(WRITERS);
        assertThat(fields(path, "tasks/")).filteredOn(f -> f.endsWith("/title")).hasSize(WRITERS);
        List<String> told = new ArrayList<>();
        try (TopicReader reader = desk.changes()) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> {
                                reader.poll()
                                        .forEach(
                                                r ->
                                                        told.add(
                                                                new String(
                                                                        r.value(),
                                                                        StandardCharsets.UTF_8)));
                                assertThat(told.stream().filter(t -> t.contains("Shared task")))
                                        .hasSizeGreaterThanOrEqualTo(WRITERS);
                            });
        }
    }

    private Answer addTask(String path, int number) {
        return analyst.post(path + "/tasks", "{\"title\":\"Shared task " + number + "\"}");
    }

    private List<String> fields(String path, String prefix) {
        return StreamSupport.stream(
                        analyst.get(path + "/history?limit=500").json().path("items").spliterator(),
                        false)
                .flatMap(c -> c.path("changes").findValuesAsText("field").stream())
                .filter(f -> f.startsWith(prefix))
                .toList();
    }
}
