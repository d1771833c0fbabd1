package dev.tocsin.bridge.http;

import static dev.tocsin.bridge.http.IngestDriver.TOKEN;
import static dev.tocsin.bridge.http.IngestDriver.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.bridge.Door;
import dev.tocsin.bridge.Totals;
import dev.tocsin.bridge.http.IngestClient.Answer;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP door over a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestServerIT {
    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @Test
    void keepsEveryEventByteForByteWithWhatTheDoorKnows() {
        Answer answer =
                driver.client()
                        .post(
                                "/custom/shop.v2",
                                "[{\"n\" : \"bytes-1\"},\n{\"n\":\"bytes-2\"}]",
                                "Authorization",
                                TOKEN,
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                "\"order-7\"");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"accepted\":2,\"rejected\":0}");
        ConsumerRecord<byte[], byte[]> record = driver.find(Topics.EVENTS_RAW, "bytes-1");
        assertThat(text(record)).isEqualTo("{\"n\" : \"bytes-1\"}");
        assertThat(IngestHeaders.text(record.headers(), IngestHeaders.SOURCE)).isEqualTo("web");
        assertThat(IngestHeaders.text(record.headers(), IngestHeaders.PROTOCOL)).isEqualTo("http");
        assertThat(IngestHeaders.text(record.headers(), IngestHeaders.PIPELINE))
                .isEqualTo("custom/shop.v2");
        assertThat(IngestHeaders.text(record.headers(), IngestHeaders.IDEMPOTENCY_KEY))
                .isEqualTo("order-7-0");
    }

    @ParameterizedTest
    @CsvSource({"POST,/events", "PUT,/events", "POST,/nxlog", "PUT,/cef", "POST,/custom/app"})
    void takesEventsAtEveryDoor(String method, String path) {
        assertThat(send(method, path, "{\"a\":1}\n{\"a\":2}").text())
                .isEqualTo("{\"accepted\":2,\"rejected\":0}");
    }

    @Test
    void saysWhatIsWrongWithAMalformedEventAndKeepsIt() {
        Answer answer = send("POST", "/events", "{\"who\":\"malformed-1\",}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode json = answer.json();
        assertThat(json.path("accepted").asInt()).isZero();
        assertThat(json.path("rejected").asInt()).isEqualTo(1);
        assertThat(json.path("dead_letters").asInt()).isEqualTo(1);
        assertThat(json.at("/errors/0/index").asInt()).isZero();
        assertThat(json.at("/errors/0/reason").asText())
                .startsWith("Expected one JSON object, but at line 1, column");
        DeadLetter letter = DeadLetter.from(driver.find(Topics.DEAD_LETTERS, "malformed-1"));
        assertThat(new String(letter.bytes(), UTF_8)).isEqualTo("{\"who\":\"malformed-1\",}");
        assertThat(letter.stage()).isEqualTo("bridge-http");
        assertThat(letter.origin()).startsWith("http:");
        assertThat(letter.reason()).isEqualTo(json.at("/errors/0/reason").asText());
    }

    @Test
    void takesTheRestOfABatch() {
        JsonNode json = send("POST", "/events", "[{\"a\":1},{b},{\"c\":3}]").json();

        assertThat(json.path("accepted").asInt()).isEqualTo(2);
        assertThat(json.at("/errors/0/index").asInt()).isEqualTo(1);
    }

    @Test
    void undoesGzip() throws IOException {
        Answer answer =
                driver.client()
                        .send(
                                "POST",
                                "/events",
                                IngestDriver.gzip("{\"a\":1}".getBytes(UTF_8)),
                                "Authorization",
                                TOKEN,
                                "Content-Encoding",
                                "gzip");

        assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"rejected\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "zstd"})
    void keepsABodyWhoseEncodingIsNotWhatItSays(String encoding) {
        Answer answer =
                driver.client()
                        .post(
                                "/events",
                                "not " + encoding,
                                "Authorization",
                                TOKEN,
                                "Content-Encoding",
                                encoding);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("dead_letters").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/errors/0/reason").asText())
                .startsWith("Expected a body in " + encoding);
        driver.find(Topics.DEAD_LETTERS, "not " + encoding);
    }

    @Test
    void givesBackTheMemoryOfEveryRequest() throws IOException {
        byte[] body = IngestDriver.gzip("{\"a\":1}".getBytes(UTF_8));
        for (String encoding : new String[] {"gzip", "zstd", "br", "identity"}) {
            driver.client()
                    .send(
                            "POST",
                            "/events",
                            body,
                            "Authorization",
                            TOKEN,
                            "Content-Encoding",
                            encoding);
        }

        assertThat(driver.client().get("/metrics").text())
                .contains("tocsin_ingest_in_flight_bytes 0\n");
    }

    @Test
    void refusesABomb() throws IOException {
        Answer answer =
                driver.client()
                        .send(
                                "POST",
                                "/events",
                                IngestDriver.gzip(new byte[50_000_000]),
                                "Authorization",
                                TOKEN,
                                "Content-Encoding",
                                "gzip");

        assertProblem(answer, 413);
        assertThat(answer.json().path("limit").asInt()).isEqualTo(2_000_000);
    }

    @Test
    void refusesABodyBeyondTheLimit() {
        Answer answer = send("POST", "/events", "x".repeat(2_000_001));

        assertProblem(answer, 413);
        assertThat(answer.json().path("detail").asText())
                .contains("2000000 bytes", "TOCSIN_INGEST_MAX_BODY_BYTES");
    }

    @Test
    void answersAnEventThatNoRecordHoldsSoThatItsSenderGoesOn() {
        JsonNode json = send("POST", "/events", "{\"a\":\"" + "x".repeat(1_500_000) + "\"}").json();

        assertThat(json.path("rejected").asInt()).isEqualTo(1);
        assertThat(json.path("dead_letters").asInt()).isEqualTo(1);
        assertThat(json.at("/errors/0/reason").asText()).contains("at most 1000000 bytes");
    }

    @Test
    void refusesWhatIsNoRequestOfIts() {
        assertProblem(driver.client().post("/events", "{}"), 401);
        assertProblem(driver.client().post("/events", "{}", "Authorization", "Bearer wrong"), 401);
        assertProblem(
                driver.client()
                        .post("/events", "{}", "Authorization", TOKEN, "Content-Type", "text/html"),
                415);
        assertProblem(
                driver.client()
                        .post("/events", "{}", "Authorization", TOKEN, "Content-Encoding", "br"),
                415);
        assertProblem(
                driver.client()
                        .post("/events", "{}", "Authorization", TOKEN, "Idempotency-Key", "a b"),
                400);
        assertProblem(driver.client().post("/nowhere", "{}", "Authorization", TOKEN), 404);
        assertProblem(driver.client().post("/custom/a%20b", "{}", "Authorization", TOKEN), 404);
        Answer wrongMethod = driver.client().get("/events");
        assertProblem(wrongMethod, 405);
        assertThat(wrongMethod.header("Allow")).isEqualTo("POST, PUT");
    }

    @Test
    void refusesWebPagesWhereItIsOpen() throws IOException {
        try (IngestServer open = driver.bridge("TOCSIN_INGEST_OPEN", "true");
                IngestClient anyone = new IngestClient(open.port())) {
            assertThat(anyone.post("/events", "{}").status()).isEqualTo(200);
            assertProblem(anyone.post("/events", "{}", "Origin", "http://evil.example"), 403);
        }
    }

    @Test
    void tellsShippersAndOperatorsThatItIsThere() {
        assertThat(driver.client().get("/status").text())
                .isEqualTo("{\"status\":\"ok\",\"service\":\"loginput\"}");
        assertThat(driver.client().get("/test").status()).isEqualTo(200);
        assertThat(driver.client().get("/healthz").text()).isEqualTo("ok\n");
        assertThat(driver.client().get("/readyz").text()).isEqualTo("ready\n");
        assertThat(driver.server().healthy()).isTrue();
    }

    @Test
    void countsRequestsThatItRefusedBeforeTheirBody() throws IOException {
        try (IngestServer own = driver.bridge("TOCSIN_HTTP_OPS_PORT", "0");
                IngestClient sender = new IngestClient(own.port());
                IngestClient operator = new IngestClient(own.opsPort())) {
            sender.post("/events", "{}");
            sender.post("/events", "{}", "Authorization", TOKEN, "Content-Type", "text/html");

            assertThat(operator.get("/metrics").text())
                    .contains(
                            "tocsin_ingest_refused_requests_total{protocol=\"http\",status=\"401\"} 1\n",
                            "tocsin_ingest_refused_requests_total{protocol=\"http\",status=\"415\"} 1\n");
            assertThat(sender.get("/metrics").text()).doesNotContain("tocsin_ingest");
            assertThat(operator.get("/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    void countsWhatItAnswered() {
        send("POST", "/events", "{}\nnot json");

        Totals totals = driver.server().metrics().totals(new Door("web", "http"));
        assertThat(totals.settled()).isEqualTo(totals.received());
        assertThat(driver.client().get("/metrics").text())
                .contains(
                        "tocsin_ingest_received_events_total{source=\"web\",protocol=\"http\"} "
                                + totals.received().events());
    }

    @Test
    void answers503WhenKafkaIsNotThere() throws IOException {
        try (IngestServer cut = driver.bridgeToNowhere();
                IngestClient anyone = new IngestClient(cut.port())) {
            Answer answer = anyone.post("/events", "{}", "Authorization", TOKEN);

            assertProblem(answer, 503);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(answer.json().path("stored").asInt()).isZero();
            assertThat(anyone.get("/readyz").status()).isEqualTo(503);
            assertThat(anyone.get("/healthz").status()).isEqualTo(200);
            Totals totals = cut.metrics().totals(new Door("web", "http"));
            assertThat(totals.rejected()).isEqualTo(totals.received());
        }
    }

    @Test
    void answers429WhenItsMemoryIsTaken() throws IOException {
        try (IngestServer small = driver.smallBridge();
                IngestClient another = new IngestClient(small.port())) {
            Answer answer =
                    IngestDriver.full(
                            small,
                            "/events",
                            () ->
                                    another.post(
                                            "/events",
                                            "x".repeat(200_000),
                                            "Authorization",
                                            TOKEN));

            assertProblem(answer, 429);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
        }
    }

    private Answer send(String method, String path, String body) {
        return driver.client().send(method, path, body.getBytes(UTF_8), "Authorization", TOKEN);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("detail").asText()).startsWith("Expected ");
    }
}
