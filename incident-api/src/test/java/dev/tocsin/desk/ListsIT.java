package dev.tocsin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.list.EntryReader;
import dev.tocsin.desk.list.ListEditor;
import dev.tocsin.desk.list.ListEntry;
import dev.tocsin.desk.list.ListKind;
import dev.tocsin.desk.list.ListStore;
import dev.tocsin.desk.list.NeverBlock;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lists: kept through the API, published to the topology. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ALL = "/api/v1/lists";

    private DeskDriver desk;
    private Caller admin;
    private TopicReader topic;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        admin = desk.admin();
        topic = new TopicReader(desk.bootstrapServers(), Topics.LISTS.name());
    }

    @AfterAll
    void stop() {
        topic.close();
        desk.close();
    }

    @Test
    void publishesAWatchListInTheFormThatTheTopologyReads() {
        make("suspects", "watch");

        Answer added =
                admin.post(
                        ALL + "/suspects/entries",
                        "{\"value\":\"198.51.100.0/24\",\"reason\":\"Scans\"}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text("author")).isEqualTo("admin");
        assertThat(added.header("Location")).isEqualTo(ALL + "/suspects/entries/" + added.id());
        JsonNode published = published("suspects", list -> !list.path("values").isEmpty());
        assertThat(published.path("kind").asText()).isEqualTo("watch");
        assertThat(published.path("values"))
                .extracting(JsonNode::asText)
                .containsExactly("198.51.100.0/24");
        assertThat(published.path("origin").asText()).isEqualTo("desk");
    }

    @Test
    void publishesTheFactsOfAssetsAndRefusesAnAssetWithoutAny() {
        make("machines", "assets");
        String entries = ALL + "/machines/entries";

        Answer without = admin.post(entries, "{\"value\":\"web1\"}");
        admin.post(entries, "{\"value\":\"web1\",\"facts\":{\"criticality\":\"high\"}}");

        assertThat(without.status()).isEqualTo(422);
        JsonNode published = published("machines", list -> !list.path("entries").isEmpty());
        assertThat(published.at("/entries/web1/criticality").asText()).isEqualTo("high");
        assertThat(published.has("values")).isFalse();
    }

    @Test
    void publishesPlaceholdersWithoutAKind() {
        make("Admins", "placeholders");

        admin.post(ALL + "/Admins/entries", "{\"value\":\"root\"}");

        JsonNode published = published("Admins", list -> !list.path("values").isEmpty());
        assertThat(published.has("kind")).isFalse();
    }

    @Test
    void replacesAnEntryOfTheSameValueWithoutRegardToCase() {
        make("twice", "watch");
        admin.post(ALL + "/twice/entries", "{\"value\":\"Evil.example\"}");

        Answer again =
                admin.post(
                        ALL + "/twice/entries",
                        "{\"value\":\"evil.example\",\"reason\":\"Seen again\"}");

        assertThat(admin.get(ALL + "/twice/entries").json().path("items")).hasSize(1);
        assertThat(admin.get(ALL + "/twice/entries?value=EVIL.example").json().path("items"))
                .hasSize(1);
        assertThat(admin.get(ALL + "/twice/entries/" + again.id()).text("reason"))
                .isEqualTo("Seen again");
    }

    @Test
    void changesAndRemovesAnEntryOnlyOnItsPresentVersion() {
        make("careful", "block");
        Answer added = admin.post(ALL + "/careful/entries", "{\"value\":\"203.0.113.7\"}");
        String one = ALL + "/careful/entries/" + added.id();

        Answer changed = admin.patch(one, added.etag(), "{\"reason\":\"Attack\"}");

        assertThat(changed.text("reason")).isEqualTo("Attack");
        assertThat(admin.patch(one, added.etag(), "{\"reason\":null}").status()).isEqualTo(412);
        assertThat(admin.send("PATCH", one, "application/json", "{}").status()).isEqualTo(428);
        assertThat(admin.delete(one).status()).isEqualTo(428);
        assertThat(admin.with("If-Match", added.etag()).delete(one).status()).isEqualTo(412);
        assertThat(admin.with("If-Match", changed.etag()).delete(one).status()).isEqualTo(204);
        assertThat(admin.get(one).status()).isEqualTo(404);
        assertThat(
                        admin.get(ALL + "/careful/history")
                                .json()
                                .path("items")
                                .findValuesAsText("action"))
                .containsExactly("created", "added", "changed", "removed");
    }

    @Test
    void takesADeletedListBackAndFreesItsName() {
        Answer made = make("brief", "watch");
        String one = ALL + "/brief";
        admin.post(one + "/entries", "{\"value\":\"alice\"}");
        published("brief", list -> !list.path("values").isEmpty());

        assertThat(admin.delete(one).status()).isEqualTo(428);
        assertThat(admin.with("If-Match", made.etag()).delete(one).status()).isEqualTo(412);
        assertThat(admin.with("If-Match", admin.get(one).etag()).delete(one).status())
                .isEqualTo(204);

        await().atMost(SOON).until(() -> records("brief").getLast().value() == null);
        assertThat(admin.get(one).status()).isEqualTo(404);
        assertThat(make("brief", "identities").text("kind")).isEqualTo("identities");
        assertThat(admin.get(one).json().path("entries").asInt()).isZero();
    }

    @Test
    void refusesANameThatTheDirectoryOfRulesHasPublished() {
        desk.send(
                Topics.LISTS,
                "of-rules",
                "{\"values\":[\"x\"],\"origin\":\"directory\"}".getBytes(UTF_8));

        Answer answer = admin.post(ALL, "{\"name\":\"of-rules\",\"kind\":\"watch\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail")).contains("directory");
        desk.send(Topics.LISTS, "of-rules", null);
        assertThat(make("of-rules", "watch").status()).isEqualTo(201);
        assertThat(admin.post(ALL, "{\"name\":\"of-rules\",\"kind\":\"watch\"}").status())
                .isEqualTo(409);
    }

    @Test
    void importsCsvAndNdjsonAndNamesTheRowsThatAreWrong() {
        make("hosts", "assets");

        Answer csv =
                admin.send(
                        "POST",
                        ALL + "/hosts/import",
                        "text/csv",
                        """
                        value,reason,criticality,owner
                        db1,"The ""ledger"", first",high,finance
                        db2,,,
                        db3,too,many,cells,here
                        """);
        Answer ndjson =
                admin.send(
                        "POST",
                        ALL + "/hosts/import",
                        "application/x-ndjson",
                        "{\"value\":\"db4\",\"facts\":{\"site\":\"ber\"}}\nno json\n");

        assertThat(csv.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(csv.json().path("faults").findValues("line"))
                .extracting(JsonNode::asInt)
                .containsExactly(3, 4);
        assertThat(ndjson.json().path("refused").asInt()).isEqualTo(1);
        assertThat(admin.get(ALL + "/hosts/entries").json().path("items").findValuesAsText("value"))
                .containsExactly("db1", "db4");
        assertThat(admin.get(ALL + "/hosts/entries").text()).contains("The \\\"ledger\\\", first");
    }

    @Test
    void replacesAListAsAWholeUnlessARowIsWrong() {
        make("feed", "block");
        String many = ALL + "/feed/import";
        admin.post(many, "{\"entries\":[{\"value\":\"a\"},{\"value\":\"b\"}]}");

        Answer wrong =
                admin.post(many + "?replace=true", "{\"entries\":[{\"value\":\"c\"},{\"x\":1}]}");
        List<String> before = values("feed");
        admin.post(many + "?replace=true", "{\"entries\":[{\"value\":\"b\"},{\"value\":\"c\"}]}");

        assertThat(wrong.json().path("accepted").asInt()).isZero();
        assertThat(before).containsExactly("a", "b");
        assertThat(values("feed")).containsExactly("b", "c");
        assertThat(admin.send("POST", many, "text/plain", "a").status()).isEqualTo(415);
        assertThat(admin.send("POST", many, "text/csv", "name\nx\n").status()).isEqualTo(400);
    }

    @Test
    void readsAListPageByPage() {
        make("pages", "watch");
        admin.post(
                ALL + "/pages/import",
                "{\"entries\":[{\"value\":\"a\"},{\"value\":\"b\"},{\"value\":\"c\"}]}");

        JsonNode first = admin.get(ALL + "/pages/entries?limit=2").json();
        JsonNode second =
                admin.get(ALL + "/pages/entries?limit=2&cursor=" + first.path("next").asText())
                        .json();

        assertThat(first.path("items").findValuesAsText("value")).containsExactly("a", "b");
        assertThat(second.path("items").findValuesAsText("value")).containsExactly("c");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void anExpiredEntryLeavesByItselfAndIsPublishedAgain() {
        make("short", "watch");
        Instant soon = Instant.now().plusSeconds(3);
        admin.post(
                ALL + "/short/import",
                "{\"entries\":[{\"value\":\"stays\"},{\"value\":\"goes\",\"expires_at\":\"%s\"}]}"
                        .formatted(soon));
        published("short", list -> list.path("values").size() == 2);

        JsonNode after = published("short", list -> list.path("values").size() == 1);

        assertThat(Instant.now()).isAfter(soon);
        assertThat(after.path("values").get(0).asText()).isEqualTo("stays");
        assertThat(values("short")).containsExactly("stays");
        assertThat(admin.get(ALL + "/short/history").text()).contains("\"expired\"", "goes");
    }

    @Test
    void losesNoneOf64EntriesThatAreAddedAtOnce() throws Exception {
        make("busy", "watch");
        List<Future<Integer>> calls = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                String body = "{\"value\":\"host-%02d\"}".formatted(i);
                calls.add(threads.submit(() -> admin.post(ALL + "/busy/entries", body).status()));
            }
        }
        for (Future<Integer> call : calls) {
            assertThat(call.get()).isEqualTo(201);
        }

        assertThat(values("busy")).hasSize(64);
        assertThat(admin.get(ALL + "/busy").etag()).isEqualTo("\"65\"");
        published("busy", list -> list.path("values").size() == 64);
    }

    @Test
    void publishesWhatAReplicaLeftBehindThatDiedBetweenStoreAndTopic() throws Exception {
        InstantSource anHourAgo = InstantSource.fixed(Instant.now().minus(Duration.ofHours(1)));
        Author author = new Author("admin", new Ids(anHourAgo), anHourAgo);
        try (DeskStore store = DeskStore.open(desk.storeUri())) {
            // Signals that nobody reads: this replica dies before it publishes anything.
            ListStore dead = new ListStore(store, new OutboxSignals(new DeskMetrics()));
            dead.create("left", ListKind.WATCH, null, author);
            ListEntry entry =
                    new EntryReader(ListKind.WATCH, "admin", anHourAgo, NeverBlock.of(List.of()))
                            .read(Json.object().put("value", "mallory"));
            new ListEditor(dead).put("left", List.of(entry), false, null, author);

            desk.restart();
            admin = desk.admin();

            JsonNode published = published("left", list -> !list.path("values").isEmpty());
            assertThat(published.path("values").get(0).asText()).isEqualTo("mallory");
        }
    }

    @Test
    void namesEveryFaultOfAList() {
        Answer answer = admin.post(ALL, "{\"name\":\"a b\",\"kind\":\"odd\",\"x\":1}");

        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/name", "/kind", "/x");
    }

    private Answer make(String name, String kind) {
        Answer made = admin.post(ALL, "{\"name\":\"%s\",\"kind\":\"%s\"}".formatted(name, kind));
        assertThat(made.status()).isEqualTo(201);
        return made;
    }

    private List<String> values(String name) {
        return admin.get(ALL + "/" + name + "/entries?limit=500")
                .json()
                .path("items")
                .findValuesAsText("value");
    }

    /** The newest record of a list, once it is as wanted. */
    private JsonNode published(String name, Predicate<JsonNode> wanted) {
        return await().atMost(SOON)
                .until(() -> newest(name), list -> list.isObject() && wanted.test(list));
    }

    private JsonNode newest(String name) {
        List<ConsumerRecord<byte[], byte[]>> records = records(name);
        byte[] value = records.isEmpty() ? null : records.getLast().value();
        try {
            return value == null ? Json.MAPPER.nullNode() : Json.parse(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String name) {
        return topic.poll().stream().filter(r -> new String(r.key(), UTF_8).equals(name)).toList();
    }
}
