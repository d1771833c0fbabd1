package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.http.IngestClient.Answer;
import dev.tocsin.bridge.http.loki.PushRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xerial.snappy.Snappy;

/** What clients of Loki push, and what they are answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LokiDoorIT {
    private static final String PATH = "/loki/api/v1/push";
    private static final String JSON = "application/json";

    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @ParameterizedTest
    @CsvSource({"application/x-protobuf,identity", "application/x-protobuf,snappy", "'',identity"})
    void takesASnappyBlock(String contentType, String encoding) throws IOException {
        String line = "loki-" + contentType.length() + encoding;
        byte[] body =
                Snappy.compress(
                        new PushRequest()
                                .stream("{job=\"web\"}", PushRequest.entry(1_767_268_800L, 5, line))
                                        .bytes());
        Answer answer =
                contentType.isEmpty()
                        ? driver.post(PATH, body, "X-Scope-OrgID", "blue")
                        : driver.post(
                                PATH,
                                body,
                                "X-Scope-OrgID",
                                "blue",
                                "Content-Type",
                                contentType,
                                "Content-Encoding",
                                encoding);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        var record = driver.raw(line);
        assertThat(IngestDriver.text(record))
                .isEqualTo(
                        "{\"stream\":{\"job\":\"web\",\"__tenant_id__\":\"blue\"},"
                                + "\"timestamp\":\"1767268800000000005\",\"line\":\"%s\"}",
                        line);
        assertThat(IngestDriver.pipeline(record)).isEqualTo("loki");
    }

    @Test
    void takesJsonInGzip() throws IOException {
        Answer answer =
                driver.post(
                        PATH,
                        IngestDriver.gzip(json("[\"1767268800000000005\",\"loki-json\"]")),
                        "Content-Type",
                        JSON,
                        "Content-Encoding",
                        "gzip");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(IngestDriver.text(driver.raw("loki-json")))
                .isEqualTo(
                        "{\"stream\":{},\"timestamp\":\"1767268800000000005\",\"line\":\"loki-json\"}");
    }

    @Test
    void takesPushesOnTheOldPath() {
        String old =
                "{\"streams\":[{\"labels\":\"{job=\\\"web\\\"}\",\"entries\":"
                        + "[{\"ts\":\"2026-01-01T12:00:00Z\",\"line\":\"loki-old\"}]}]}";

        Answer answer = driver.post("/api/prom/push", old.getBytes(UTF_8), "Content-Type", JSON);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(IngestDriver.text(driver.raw("loki-old")))
                .isEqualTo(
                        "{\"stream\":{\"job\":\"web\"},\"timestamp\":\"1767268800000000000\",\"line\":\"loki-old\"}");
    }

    @Test
    void takesTheRestOfAPushAndKeepsWhatIsNoEntry() {
        Answer answer =
                driver.post(
                        PATH,
                        json("[\"soon\",\"loki-bad\"],[1,\"loki-good\"]"),
                        "Content-Type",
                        JSON);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(IngestDriver.text(driver.raw("loki-good"))).contains("loki-good");
        assertThat(driver.deadLetter("loki-bad").bytes())
                .asString(UTF_8)
                .isEqualTo("[\"soon\",\"loki-bad\"]");
    }

    @Test
    void answers400WithATextForWhatItCannotRead() {
        Answer json = driver.post(PATH, "{\"loki-none\"".getBytes(UTF_8), "Content-Type", JSON);
        Answer entries = driver.post(PATH, json("[\"soon\",\"a\"]"), "Content-Type", JSON);
        Answer block = driver.post(PATH, "no block".getBytes(UTF_8));

        assertThat(json.status()).isEqualTo(400);
        assertThat(json.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(json.text()).startsWith("Expected a push of streams in JSON, but found: ");
        assertThat(driver.deadLetter("loki-none").reason()).isEqualTo(json.text().strip());
        assertThat(entries.status()).isEqualTo(400);
        assertThat(block.status()).isEqualTo(400);
        assertThat(block.text()).startsWith("Expected a PushRequest in a snappy block");
    }

    @Test
    void refusesAsLokiDoes() throws IOException {
        Answer unknown = driver.bare("POST", PATH, json("[1,\"a\"]"), "Content-Type", JSON);
        Answer media = driver.post(PATH, new byte[0], "Content-Type", "text/xml");
        Answer method = driver.bare("GET", PATH, new byte[0]);
        Answer bomb = driver.post(PATH, Snappy.compress(new byte[20_000_000]));

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).startsWith("Expected \"Authorization: Bearer <token>\"");
        assertThat(media.status()).isEqualTo(415);
        assertThat(method.status()).isEqualTo(405);
        assertThat(bomb.status()).isEqualTo(413);
        assertThat(bomb.text()).contains("2000000 bytes", "TOCSIN_INGEST_MAX_BODY_BYTES");
    }

    @Test
    void tellsClientsToComeAgainWhenKafkaIsNotThere() throws IOException {
        Answer answer =
                driver.postToNowhere(PATH, json("[1,\"%s\"]".formatted("a")), "Content-Type", JSON);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void tellsClientsToComeAgainWhenItsMemoryIsTaken() throws IOException {
        Answer answer =
                driver.postToFull(
                        PATH,
                        json("[1,\"%s\"]".formatted("x".repeat(200_000))),
                        "Content-Type",
                        JSON);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    private static byte[] json(String values) {
        return ("{\"streams\":[{\"stream\":{},\"values\":[" + values + "]}]}").getBytes(UTF_8);
    }
}
