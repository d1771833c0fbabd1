package dev.tocsin.bridge.http;

import static dev.tocsin.bridge.http.IngestDriver.TOKEN;
import static dev.tocsin.bridge.http.IngestDriver.header;
import static dev.tocsin.bridge.http.IngestDriver.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.Door;
import dev.tocsin.bridge.RejectReason;
import dev.tocsin.bridge.Totals;
import dev.tocsin.bridge.http.IngestClient.Answer;
import dev.tocsin.topic.Coordinates;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders for Elasticsearch are told, and what Kafka has afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ElasticsearchDoorIT {
    private static final Door DOOR = new Door("web", "elasticsearch");

    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @Test
    void createsAndIndexes() {
        Answer answer =
                bulk(
                        """
                        {"create":{"_index":"logs-web","_id":"first-1"}}
                        { "who" : "first-1" }
                        {"index":{"_index":"logs-web","_type":"_doc"}}
                        {"who":"first-2"}
                        """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Elastic-Product")).isEqualTo("Elasticsearch");
        assertThat(answer.json().path("took").isIntegralNumber()).isTrue();
        ConsumerRecord<byte[], byte[]> second = driver.find(Topics.EVENTS_RAW, "first-2");
        String generated = Coordinates.of(second.topic(), second.partition(), second.offset());
        assertThat(withoutTook(answer))
                .isEqualTo(
                        "{\"errors\":false,\"items\":["
                                + "{\"create\":{\"_index\":\"logs-web\",\"_id\":\"first-1\",\"status\":201,\"_version\":1,\"result\":\"created\"}},"
                                + "{\"index\":{\"_index\":\"logs-web\",\"_id\":\"%s\",\"status\":201,\"_version\":1,\"result\":\"created\"}}]}"
                                        .formatted(generated));
        ConsumerRecord<byte[], byte[]> record = driver.find(Topics.EVENTS_RAW, "first-1");
        assertThat(text(record)).isEqualTo("{ \"who\" : \"first-1\" }");
        assertThat(header(record, IngestHeaders.IDEMPOTENCY_KEY)).isEqualTo("logs-web/first-1");
        assertThat(header(record, IngestHeaders.INDEX)).isEqualTo("logs-web");
        assertThat(header(record, IngestHeaders.PROTOCOL)).isEqualTo("elasticsearch");
        assertThat(header(record, IngestHeaders.SOURCE)).isEqualTo("web");
    }

    @Test
    void answersAPoisonDocumentWithItsOwnStatusAndKeepsIt() {
        Answer answer =
                bulk(
                        """
                        {"create":{"_index":"logs"}}
                        {"who":"poison-1"}
                        {"create":{"_index":"logs"}}
                        {"who":"poison-2",}
                        {"create":{"_index":"logs"}}
                        {"who":"poison-3"}
                        """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("errors").asBoolean()).isTrue();
        assertThat(statuses(answer)).containsExactly(201, 400, 201);
        assertThat(answer.json().at("/items/1/create/error/type").asText())
                .isEqualTo("document_parsing_exception");
        assertThat(answer.json().at("/items/1/create/error/reason").asText())
                .startsWith("Expected one JSON object, but at line 1, column 19");
        DeadLetter letter = DeadLetter.from(driver.find(Topics.DEAD_LETTERS, "poison-2"));
        assertThat(new String(letter.bytes(), UTF_8))
                .isEqualTo("{\"create\":{\"_index\":\"logs\"}}\n{\"who\":\"poison-2\",}");
        assertThat(letter.origin()).startsWith("elasticsearch:");
        driver.find(Topics.EVENTS_RAW, "poison-3");
    }

    @Test
    void changesNothingThatIsThere() {
        Answer answer =
                bulk(
                        """
                        {"update":{"_index":"logs","_id":"u-1"}}
                        {"doc":{"who":"update-1"}}
                        {"delete":{"_index":"logs","_id":"u-2"}}
                        {"create":{"_index":"logs","_id":"u-3"}}
                        {"who":"update-3"}
                        """);

        assertThat(statuses(answer)).containsExactly(400, 400, 201);
        assertThat(answer.json().at("/items/0/update/_id").asText()).isEqualTo("u-1");
        assertThat(answer.json().at("/items/0/update/error/reason").asText())
                .isEqualTo("Expected index or create, but found update: events do not change");
        assertThat(answer.json().at("/items/1/delete/status").asInt()).isEqualTo(400);
        driver.find(Topics.DEAD_LETTERS, "update-1");
    }

    @Test
    void answersARepeatedCreateWithAConflict() {
        String create = "{\"create\":{\"_index\":\"logs\",\"_id\":\"again-1\"}}\n{\"n\":1}\n";
        bulk(create);
        long before = duplicates();

        Answer again = bulk(create);

        assertThat(statuses(again)).containsExactly(409);
        assertThat(again.json().at("/items/0/create/error/type").asText())
                .isEqualTo("version_conflict_engine_exception");
        assertThat(duplicates()).isEqualTo(before + 1);
        assertThat(statuses(bulk(create.replace("\"logs\"", "\"other\"")))).containsExactly(201);
        assertThat(statuses(bulk(create.replace("create", "index")))).containsExactly(201);
        assertThat(statuses(bulk(create.replace("again-1", "again-2").repeat(2))))
                .containsExactly(201, 409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-ndjson",
                "application/json",
                "application/json; charset=utf-8",
                "application/vnd.elasticsearch+x-ndjson;compatible-with=8",
                "application/vnd.elasticsearch+x-ndjson; compatible-with=9",
                "application/vnd.elasticsearch+json;compatible-with=8"
            })
    void takesEveryMediaTypeOfItsClients(String type) {
        Answer answer =
                driver.client()
                        .post(
                                "/_bulk",
                                "{\"create\":{\"_index\":\"logs\"}}\n{}\n",
                                "Authorization",
                                TOKEN,
                                "Content-Type",
                                type,
                                "Accept",
                                "application/vnd.elasticsearch+json;compatible-with=8");

        assertThat(statuses(answer)).containsExactly(201);
        assertThat(answer.header("Content-Type"))
                .isEqualTo("application/vnd.elasticsearch+json;compatible-with=8");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/_bulk,events",
        "PUT,/_bulk?pipeline=x,events",
        "POST,/logs-1/_bulk,logs-1",
        "PUT,/logs-1/_doc/_bulk?refresh=false,logs-1"
    })
    void takesTheIndexOfThePathWhereAnActionNamesNone(String method, String path, String index) {
        String body = "{\"index\":{}}\r\n{\"a\":1}\r\n\r\n{\"index\":{\"_index\":\"own\"}}\n{}";

        Answer answer =
                driver.client().send(method, path, body.getBytes(UTF_8), "Authorization", TOKEN);

        assertThat(statuses(answer)).containsExactly(201, 201);
        assertThat(answer.json().at("/items/0/index/_index").asText()).isEqualTo(index);
        assertThat(answer.json().at("/items/1/index/_index").asText()).isEqualTo("own");
    }

    @Test
    void takesThePipelineAsAHint() {
        bulk("/_bulk?pipeline=of-query", "{\"index\":{}}\n{\"p\":\"pipe-1\"}\n");
        bulk("/_bulk", "{\"index\":{\"pipeline\":\"of-line\"}}\n{\"p\":\"pipe-2\"}\n");
        bulk("/_bulk?pipeline=_none", "{\"index\":{}}\n{\"p\":\"pipe-3\"}\n");

        assertThat(header(driver.find(Topics.EVENTS_RAW, "pipe-1"), IngestHeaders.PIPELINE))
                .isEqualTo("of-query");
        assertThat(header(driver.find(Topics.EVENTS_RAW, "pipe-2"), IngestHeaders.PIPELINE))
                .isEqualTo("of-line");
        assertThat(header(driver.find(Topics.EVENTS_RAW, "pipe-3"), IngestHeaders.PIPELINE))
                .isEqualTo("null");
    }

    @Test
    void givesThePartOfTheAnswerThatTheSenderAsksFor() {
        String path = "/_bulk?filter_path=errors,items.*.error,items.*.status";

        assertThat(bulk(path, "{\"create\":{}}\n{}\n").text())
                .isEqualTo("{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}]}");
        assertThat(bulk(path, "{\"delete\":{\"_id\":\"1\"}}\n").text())
                .isEqualTo(
                        "{\"errors\":true,\"items\":[{\"delete\":{\"status\":400,\"error\":"
                                + "{\"type\":\"document_parsing_exception\",\"reason\":"
                                + "\"Expected index or create, but found delete: events do not"
                                + " change\"}}}]}");
    }

    @Test
    void saysThatAnItemIsTooLargeForARecord() {
        Answer answer = bulk("{\"create\":{}}\n{\"a\":\"" + "x".repeat(1_500_000) + "\"}\n");

        assertThat(statuses(answer)).containsExactly(413);
        assertThat(answer.json().at("/items/0/create/error/reason").asText())
                .contains("at most 1000000 bytes");
    }

    @Test
    void keepsABodyThatIsNotWhatItsEncodingSays() {
        Answer answer =
                driver.client()
                        .post(
                                "/_bulk",
                                "corrupt-gzip-1",
                                "Authorization",
                                TOKEN,
                                "Content-Encoding",
                                "gzip");

        assertThat(statuses(answer)).containsExactly(400);
        driver.find(Topics.DEAD_LETTERS, "corrupt-gzip-1");
    }

    @Test
    void refusesInTheWordsOfElasticsearch() {
        String body = "{\"create\":{}}\n{}\n";

        assertError(driver.client().post("/_bulk", body), 401, "security_exception");
        assertError(
                driver.client()
                        .post("/_bulk", body, "Authorization", "ApiKey d3JvbmdfaWQ6d3Jvbmc="),
                401,
                "security_exception");
        assertError(
                driver.client()
                        .post("/_bulk", body, "Authorization", TOKEN, "Content-Type", "text/html"),
                415,
                "illegal_argument_exception");
        assertError(
                driver.client()
                        .post("/_bulk", body, "Authorization", TOKEN, "Content-Encoding", "br"),
                415,
                "illegal_argument_exception");
        assertError(bulk("\n\n"), 400, "illegal_argument_exception");
        Answer method = driver.client().send("GET", "/_bulk", null, "Authorization", TOKEN);
        assertError(method, 405, "illegal_argument_exception");
        assertThat(method.header("Allow")).isEqualTo("POST, PUT");
        Answer large = bulk("x".repeat(2_000_001));
        assertError(large, 413, "illegal_argument_exception");
        assertThat(large.json().at("/error/limit").asInt()).isEqualTo(2_000_000);
    }

    @Test
    void refusesWebPagesWhereItIsOpen() throws IOException {
        try (IngestServer open = driver.bridge("TOCSIN_INGEST_OPEN", "true");
                IngestClient anyone = new IngestClient(open.port())) {
            String body = "{\"create\":{}}\n{}\n";

            assertThat(statuses(anyone.post("/_bulk", body))).containsExactly(201);
            assertError(
                    anyone.post("/_bulk", body, "Origin", "http://evil.example"),
                    403,
                    "security_exception");
        }
    }

    @Test
    void tellsSendersToComeAgainWhenItsMemoryIsTaken() throws IOException {
        try (IngestServer small = driver.smallBridge();
                IngestClient another = new IngestClient(small.port())) {
            Answer answer =
                    IngestDriver.full(
                            small,
                            "/_bulk",
                            () ->
                                    another.post(
                                            "/_bulk", "x".repeat(200_000), "Authorization", TOKEN));

            assertError(answer, 429, "es_rejected_execution_exception");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertError(
                    another.post(
                            "/_bulk", "{\"index\":{}}\n{}\n".repeat(101), "Authorization", TOKEN),
                    413,
                    "illegal_argument_exception");
        }
    }

    @Test
    void refusesTheWholeRequestWhenKafkaTookNothing() throws IOException {
        try (IngestServer cut = driver.bridgeToNowhere();
                IngestClient anyone = new IngestClient(cut.port())) {
            Answer answer = anyone.post("/_bulk", "{\"create\":{}}\n{}\n", "Authorization", TOKEN);

            assertError(answer, 503, "unavailable_shards_exception");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(
                            anyone.send("GET", "/_cluster/health", null, "Authorization", TOKEN)
                                    .json()
                                    .path("status")
                                    .asText())
                    .isEqualTo("red");
        }
    }

    @Test
    void countsWhatItAnswered() {
        bulk("{\"create\":{}}\n{}\n{\"create\":{}}\nnot json\n{\"delete\":{}}\n");

        Totals totals = driver.server().metrics().totals(DOOR);
        assertThat(totals.settled()).isEqualTo(totals.received());
        assertThat(driver.client().get("/metrics").text())
                .contains("tocsin_ingest_in_flight_bytes 0\n");
    }

    private Answer bulk(String body) {
        return bulk("/_bulk", body);
    }

    private Answer bulk(String path, String body) {
        return driver.client()
                .post(path, body, "Authorization", TOKEN, "Content-Type", "application/x-ndjson");
    }

    private long duplicates() {
        Map<RejectReason, Totals.Count> reasons =
                driver.server().metrics().totals(DOOR).rejections();
        return Objects.requireNonNull(reasons.get(RejectReason.DUPLICATE)).events();
    }

    private static List<Integer> statuses(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<Integer> statuses = new ArrayList<>();
        answer.json()
                .path("items")
                .forEach(item -> statuses.add(item.iterator().next().path("status").asInt()));
        return statuses;
    }

    private static String withoutTook(Answer answer) {
        ObjectNode json = (ObjectNode) answer.json();
        json.remove("took");
        return json.toString();
    }

    private static void assertError(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().at("/error/type").asText()).isEqualTo(type);
        assertThat(answer.json().at("/error/root_cause/0/type").asText()).isEqualTo(type);
        assertThat(answer.json().at("/error/reason").asText()).startsWith("Expected ");
    }
}
