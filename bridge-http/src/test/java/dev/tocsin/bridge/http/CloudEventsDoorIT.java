package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.http.IngestClient.Answer;
import dev.tocsin.topic.IngestHeaders;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What producers of CloudEvents post, and what they are answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudEventsDoorIT {
    private static final String PATH = "/cloudevents";
    private static final String ONE = "application/cloudevents+json; charset=UTF-8";
    private static final String BATCH = "application/cloudevents-batch+json";

    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @ParameterizedTest
    @ValueSource(strings = {PATH, PATH + "/"})
    void takesAnEventInTheStructuredModeByteForByte(String path) {
        String id = "ce-one" + path.length();
        Answer answer = driver.post(path, event(id), "Content-Type", ONE);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"rejected\":0}");
        var record = driver.raw(id);
        assertThat(record.value()).isEqualTo(event(id));
        assertThat(IngestDriver.pipeline(record)).isEqualTo("cloudevents");
        assertThat(IngestHeaders.text(record.headers(), IngestHeaders.IDEMPOTENCY_KEY))
                .isEqualTo("/shop|" + id);
    }

    @Test
    void takesAnEventInTheBinaryMode() {
        Answer answer =
                driver.post(
                        PATH,
                        "{\"n\":1}".getBytes(UTF_8),
                        "Content-Type",
                        "application/json",
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        "ce-binary",
                        "ce-source",
                        "/shop",
                        "ce-type",
                        "sold");

        assertThat(answer.status()).isEqualTo(202);
        var record = driver.raw("ce-binary");
        assertThat(IngestDriver.text(record)).contains("\"data\":{\"n\":1}", "\"type\":\"sold\"");
        assertThat(IngestHeaders.text(record.headers(), IngestHeaders.IDEMPOTENCY_KEY))
                .isEqualTo("/shop|ce-binary");
    }

    @Test
    void takesTheGoodEventsOfABatch() {
        byte[] batch =
                ("[" + new String(event("ce-batch"), UTF_8) + ",{\"id\":\"ce-lost\"}]")
                        .getBytes(UTF_8);
        Answer answer = driver.post(PATH, batch, "Content-Type", BATCH);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/errors/0/index").asInt()).isEqualTo(1);
        assertThat(driver.deadLetter("ce-lost").reason()).endsWith("it has no specversion");
        assertThat(driver.post(PATH, "[]".getBytes(UTF_8), "Content-Type", BATCH).status())
                .isEqualTo(202);
    }

    @Test
    void answers400WhenThereIsNoGoodEventAndKeepsIt() {
        Answer one = driver.post(PATH, "{\"id\":\"ce-bad\"}".getBytes(UTF_8), "Content-Type", ONE);
        Answer binary =
                driver.post(
                        PATH,
                        "data of ce-none".getBytes(UTF_8),
                        "Content-Type",
                        "text/plain",
                        "ce-id",
                        "7");

        assertThat(one.status()).isEqualTo(400);
        assertThat(one.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(driver.deadLetter("ce-bad").reason())
                .isEqualTo(one.json().path("detail").asText());
        assertThat(binary.status()).isEqualTo(400);
        assertThat(driver.deadLetter("ce-none").reason()).endsWith("it has no specversion");
        assertThat(driver.post(PATH, new byte[0], "Content-Type", ONE).status()).isEqualTo(400);
    }

    @Test
    void agreesToBeSentToWithoutAToken() {
        Answer handshake =
                driver.bare(
                        "OPTIONS",
                        PATH,
                        new byte[0],
                        "WebHook-Request-Origin",
                        "eventemitter.example.com",
                        "WebHook-Request-Rate",
                        "120");
        Answer question = driver.bare("OPTIONS", PATH, new byte[0]);

        assertThat(handshake.status()).isEqualTo(200);
        assertThat(handshake.header("WebHook-Allowed-Origin"))
                .isEqualTo("eventemitter.example.com");
        assertThat(handshake.header("WebHook-Allowed-Rate")).isEqualTo("*");
        assertThat(handshake.header("Allow")).isEqualTo("POST, OPTIONS");
        assertThat(question.status()).isEqualTo(200);
        assertThat(question.header("WebHook-Allowed-Origin")).isEmpty();
    }

    @Test
    void refusesWhatIsNoRequestOfIts() {
        assertThat(driver.bare("POST", PATH, event("a"), "Content-Type", ONE).status())
                .isEqualTo(401);
        assertThat(
                        driver.post(PATH, event("a"), "Content-Type", "application/cloudevents+xml")
                                .status())
                .isEqualTo(415);
        assertThat(driver.bare("GET", PATH, new byte[0]).status()).isEqualTo(405);
    }

    @Test
    void tellsProducersToComeAgain() throws IOException {
        Answer nowhere = driver.postToNowhere(PATH, event("a"), "Content-Type", ONE);
        Answer full = driver.postToFull(PATH, event("x".repeat(200_000)), "Content-Type", ONE);

        assertThat(nowhere.status()).isEqualTo(503);
        assertThat(nowhere.header("Retry-After")).isEqualTo("2");
        assertThat(full.status()).isEqualTo(429);
        assertThat(full.header("Retry-After")).isEqualTo("2");
    }

    private static byte[] event(String id) {
        return ("{\"specversion\" : \"1.0\",\"id\":\""
                        + id
                        + "\",\"source\":\"/shop\",\"type\":\"sold\"}")
                .getBytes(UTF_8);
    }
}
