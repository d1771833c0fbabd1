package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Many writers of one incident on two replicas: their answers are one history. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentWritersIT {
    private static final int WRITERS = 32;
    private static final int EACH = 3;

    private DeskDriver desk;
    private DeskServer second;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        second = DeskServer.start(desk.config(Map.of()));
    }

    @AfterAll
    void stop() {
        second.close();
        desk.close();
    }

    /**
     * What a writer did: on the state of {@code version - 1} it wrote, and got the state of {@code
     * version}.
     */
    private record Write(long version, JsonNode read, JsonNode answered, String word) {}

    @Test
    void everyWriteIsMadeOnTheOneBeforeItAndNoneIsLost() throws Exception {
        Answer opened = desk.admin().post("/api/v1/incidents", "{\"title\":\"Shared\"}");
        String path = "/api/v1/incidents/" + opened.id();

        Map<Long, Write> byVersion = new HashMap<>();
        for (Write write : written(path)) {
            assertThat(byVersion.put(write.version(), write)).as("two of a version").isNull();
        }

        long last = 1 + WRITERS * EACH;
        JsonNode before = opened.json();
        for (long version = 2; version <= last; version++) {
            Write write = Objects.requireNonNull(byVersion.get(version), "version " + version);
            assertThat(told(write.read())).isEqualTo(told(before));
            assertThat(words(write.answered())).isEqualTo(with(words(before), write.word()));
            before = write.answered();
        }
        assertThat(told(desk.admin().get(path).json())).isEqualTo(told(before));
        assertThat(told(caller(1).get(path).json())).isEqualTo(told(before));
        historyTellsThemAll(path, byVersion, last);
    }

    private void historyTellsThemAll(String path, Map<Long, Write> byVersion, long last) {
        JsonNode items = desk.admin().get(path + "/history?limit=500").json().path("items");
        Map<Long, JsonNode> entries = new HashMap<>();
        items.forEach(item -> entries.put(item.path("version").asLong(), item));
        assertThat(items).hasSize((int) last);
        assertThat(entries).hasSize((int) last);
        byVersion.forEach(
                (version, write) -> {
                    JsonNode change =
                            Objects.requireNonNull(entries.get(version)).path("changes").path(0);
                    assertThat(change.path("field").asText()).isEqualTo("summary");
                    assertThat(change.path("from")).isEqualTo(write.read().path("summary"));
                    assertThat(change.path("to")).isEqualTo(write.answered().path("summary"));
                });
    }

    private List<Write> written(String path) throws Exception {
        List<Write> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<List<Write>>> done = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                done.add(pool.submit(() -> write(path, writer)));
            }
            for (Future<List<Write>> one : done) {
                all.addAll(one.get());
            }
        }
        return all;
    }

    private List<Write> write(String path, int writer) {
        List<Write> writes = new ArrayList<>();
        while (writes.size() < EACH) {
            Caller caller = caller(writer + writes.size());
            Answer read = caller.get(path);
            String word = writer + "-" + writes.size();
            String summary = String.join(" ", with(words(read.json()), word));
            Answer answer = caller.patch(path, read.etag(), "{\"summary\":\"" + summary + "\"}");
            assertThat(answer.status()).isIn(200, 412);
            if (answer.status() == 200) {
                JsonNode answered = answer.json();
                assertThat(answer.etag()).isEqualTo("\"" + answered.path("version") + "\"");
                writes.add(
                        new Write(answered.path("version").asLong(), read.json(), answered, word));
            }
        }
        return writes;
    }

    private Caller caller(int number) {
        return number % 2 == 0 ? desk.admin() : desk.admin(second);
    }

    private static List<String> told(JsonNode incident) {
        return with(words(incident), incident.path("version").asText());
    }

    private static List<String> words(JsonNode incident) {
        String summary = Json.text(incident, "summary");
        return summary == null ? List.of() : List.of(summary.split(" ", -1));
    }

    private static List<String> with(List<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }
}
