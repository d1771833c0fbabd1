package dev.tocsin.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.ApiConfig;
import dev.tocsin.desk.DeskServer;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.RestClient;
import dev.tocsin.launcher.command.Cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./tocsin audit} says of a store that somebody tampered with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditCommandIT {
    private static final String KEY = "key-of-an-administrator-who-audits";
    private static final int CHANGES = 30;

    private final List<Document> written = new ArrayList<>();
    private EmbeddedKafka kafka;
    private EmbeddedDocumentStore server;
    private DeskServer desk;
    private DeskStore store;
    private MongoCollection<Document> audit;
    private RestClient api;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        TopicSetup.create(kafka.bootstrapServers());
        server = EmbeddedDocumentStore.start(directory.resolve("store"), 0);
        desk =
                DeskServer.start(
                        ApiConfig.from(
                                Map.of(
                                        "TOCSIN_API_PORT",
                                        "0",
                                        "MONGODB_URI",
                                        server.uri(),
                                        "KAFKA_BOOTSTRAP_SERVERS",
                                        kafka.bootstrapServers(),
                                        "TOCSIN_API_KEY",
                                        KEY)));
        api =
                new RestClient(
                        "http://127.0.0.1:" + desk.port(),
                        Map.of("Authorization", "Bearer " + KEY));
        store = DeskStore.open(server.uri());
        audit = store.audit();
        work();
        await().atMost(Duration.ofSeconds(30)).until(this::isWrittenAndPublished);
        audit.find().into(written);
    }

    @AfterEach
    void restore() {
        audit.deleteMany(Filters.empty());
        audit.insertMany(written);
    }

    @AfterAll
    void stop() {
        store.close();
        desk.close();
        server.close();
        kafka.close();
    }

    @Test
    void saysThatNothingWasDone() {
        Ran ran = verify();

        assertThat(ran.out())
                .contains(written.size() + " entries, ")
                .contains("nothing was edited, removed, inserted, reordered or cut off");
        assertThat(ran.code()).isZero();
    }

    @Test
    void findsAnEdit() {
        audit.updateOne(
                Filters.eq("_id", 7L),
                Updates.set("json", json(7).replace("\"by\":\"admin\"", "\"by\":\"nobody\"")));

        failsWith("entry 7: edited: Expected a content that gives the hash ", 7);
    }

    @Test
    void findsARemoval() {
        audit.deleteMany(Filters.in("_id", List.of(7L, 8L)));

        failsWith("entry 7: removed: Expected the entries 7 to 8, but found none", 7);
    }

    @Test
    void findsAnInsertionWithRightHashes() throws Exception {
        // The end stays where it is: the desk would publish a longer chain.
        audit.deleteOne(Filters.eq("_id", (long) written.size()));
        for (long i = written.size() - 1L; i > 7; i--) {
            Document moved = new Document(find(i)).append("_id", i + 1);
            audit.deleteOne(Filters.eq("_id", i));
            audit.insertOne(moved);
        }
        Document forged = new Document(find(7)).append("_id", 8L).append("previous", hash(7));
        audit.insertOne(forged.append("hash", sha256(hash(7) + forged.getString("json"))));

        failsWith("entry 7: inserted: Expected one entry at this place", 7);
    }

    @Test
    void findsAnotherOrder() {
        Document seven = new Document(find(7)).append("_id", 8L);
        audit.replaceOne(Filters.eq("_id", 7L), new Document(find(8)).append("_id", 7L));
        audit.replaceOne(Filters.eq("_id", 8L), seven);

        failsWith("entry 7: reordered: Expected it before the entry 8", 7);
    }

    @Test
    void findsThatTheEndWasCutOff() {
        audit.deleteMany(Filters.gt("_id", written.size() - 3L));

        failsWith(
                "entry %d: truncated: Expected entries up to %d, whose hash was published"
                        .formatted(written.size() - 2, written.size()),
                written.size() - 2);
    }

    @Test
    void findsAForgerWhoMakesEveryLaterHashAnew() throws Exception {
        String previous = hash(6);
        for (long i = 7; i <= written.size(); i++) {
            String json = i == 7 ? json(7).replace("\"admin\"", "\"nobody\"") : json(i);
            String hash = sha256(previous + json);
            audit.replaceOne(
                    Filters.eq("_id", i),
                    new Document("_id", i)
                            .append("previous", previous)
                            .append("hash", hash)
                            .append("json", json));
            previous = hash;
        }

        Ran ran = verify();

        assertThat(ran.out()).contains(": rewritten: Expected the published hash ");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void saysItToPrograms() throws IOException {
        audit.deleteOne(Filters.eq("_id", 7L));

        Ran ran = verify("--json");

        JsonNode result = Json.parse(ran.out().getBytes(StandardCharsets.UTF_8));
        assertThat(result.path("sound").asBoolean(true)).isFalse();
        assertThat(result.at("/findings/0/kind").asText()).isEqualTo("removed");
        assertThat(result.at("/findings/0/sequence").asLong()).isEqualTo(7);
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void anAuditorVerifiesFilesWithoutTheDesk(@TempDir Path directory) throws IOException {
        Path entries = Files.writeString(directory.resolve("audit.ndjson"), run("export").out());
        Path heads = Files.writeString(directory.resolve("heads.ndjson"), run("heads").out());

        Ran sound = verify("--file", entries, "--heads", heads);
        Ran alone = verify("--file", entries);

        assertThat(sound.out()).contains("nothing was edited");
        assertThat(sound.code()).isZero();
        assertThat(alone.out()).contains("as far as the entries alone can tell");
        assertThat(alone.code()).isZero();
    }

    @Test
    void findsWhatWasDoneToAFile(@TempDir Path directory) throws IOException {
        List<String> lines = new ArrayList<>(run("export").out().lines().toList());
        lines.set(6, lines.get(6).replace("\"by\":\"admin\"", "\"by\":\"nobody\""));
        lines.set(9, "{");
        Path entries = Files.write(directory.resolve("audit.ndjson"), lines);

        Ran ran = verify("--file", entries);

        assertThat(ran.out())
                .contains("line 10: Expected JSON, but found another text")
                .contains("entry 7: edited: ")
                .contains("entry 10: removed: ")
                .endsWith("the first fault is at entry 7" + System.lineSeparator());
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void listsTheNewestEntries() {
        Ran ran = run("list", "--last", 2);
        Ran json = run("list", "--last", 1, "--json");

        assertThat(ran.out().lines()).hasSize(2).last().asString().contains("list_added");
        assertThat(json.out()).contains("\"hash\":\"" + hash(written.size()) + "\"");
    }

    @Test
    void saysWhichFileIsMissing(@TempDir Path directory) {
        Ran ran = verify("--file", directory.resolve("none"));

        assertThat(ran.err()).startsWith("Expected a file, but found ");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void aChainWithoutHeadsIsNoProof() throws Exception {
        try (EmbeddedKafka other = EmbeddedKafka.start(Files.createTempDirectory("audit"), 0)) {
            TopicSetup.create(other.bootstrapServers());

            Ran ran = Cli.run(new AuditCommand(api, other.bootstrapServers()), "verify");

            assertThat(ran.out()).startsWith("Expected heads in tocsin.audit-heads.v1, but found");
            assertThat(ran.code()).isEqualTo(1);
        }
    }

    private void work() throws Exception {
        ObjectNode list = Json.object().put("name", "audited").put("kind", "watch");
        api.send("POST", "/api/v1/lists", list, Map.of()).ok();
        for (int i = 0; i < CHANGES; i++) {
            ObjectNode entry = Json.object().put("value", "192.0.2." + i);
            api.send("POST", "/api/v1/lists/audited/entries", entry, Map.of()).ok();
        }
    }

    private boolean isWrittenAndPublished() {
        Ran ran = verify("--json");
        return audit.countDocuments() >= CHANGES + 2
                && ran.out().contains("\"attested\":" + audit.countDocuments());
    }

    private void failsWith(String message, long first) {
        Ran ran = verify();

        assertThat(ran.out())
                .startsWith(message)
                .endsWith("the first fault is at entry " + first + System.lineSeparator());
        assertThat(ran.code()).isEqualTo(1);
    }

    private Ran verify(Object... more) {
        return run("verify", more);
    }

    private Ran run(String command, Object... more) {
        List<Object> args = new ArrayList<>(List.of(command));
        args.addAll(List.of(more));
        return Cli.run(new AuditCommand(api, kafka.bootstrapServers()), args.toArray());
    }

    private Document find(long id) {
        return Objects.requireNonNull(audit.find(Filters.eq("_id", id)).first());
    }

    private String json(long id) {
        return find(id).getString("json");
    }

    private String hash(long id) {
        return find(id).getString("hash");
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
