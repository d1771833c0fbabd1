package dev.tocsin.bridge.http;

import static dev.tocsin.bridge.http.IngestDriver.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.Door;
import dev.tocsin.bridge.Totals;
import dev.tocsin.bridge.http.IngestClient.Answer;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders for Splunk are told, and what Kafka has afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplunkDoorIT {
    static final String TOKEN = "Splunk token-of-web";
    static final String SUCCESS = "{\"text\":\"Success\",\"code\":0}";
    static final String COLLECTOR = "/services/collector";

    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @Test
    void keepsEnvelopesAsTheyCome() {
        Answer answer =
                send(
                        COLLECTOR,
                        "{\"time\":1767268800.123,\"host\":\"h\", \"event\":\"envelope-1\"}"
                                + "{\"event\":{\"n\":\"envelope-2\"},\"fields\":{\"a\":1}}\n"
                                + "{\"event\":3}");

        assertCode(answer, 200, SUCCESS);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        ConsumerRecord<byte[], byte[]> record = driver.find(Topics.EVENTS_RAW, "envelope-1");
        assertThat(text(record))
                .isEqualTo("{\"time\":1767268800.123,\"host\":\"h\", \"event\":\"envelope-1\"}");
        assertThat(IngestHeaders.text(record.headers(), IngestHeaders.PROTOCOL))
                .isEqualTo("splunk");
        assertThat(IngestHeaders.text(record.headers(), IngestHeaders.PIPELINE))
                .isEqualTo("splunk-hec");
        assertThat(text(driver.find(Topics.EVENTS_RAW, "envelope-2")))
                .isEqualTo("{\"event\":{\"n\":\"envelope-2\"},\"fields\":{\"a\":1}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/services/collector",
                "/services/collector/1.0",
                "/services/collector/event",
                "/services/collector/event/1.0",
                "/services/collector/raw",
                "/services/collector/raw/1.0"
            })
    void takesEventsAtEveryPath(String path) {
        assertCode(send(path, "{\"event\":1}"), 200, SUCCESS);
    }

    @Test
    void givesLinesAnEnvelope() {
        byte[] body = "line-1 \"quoted\"\r\n\r\nline-2 \u00e9\n".getBytes(ISO_8859_1);

        Answer answer =
                driver.client()
                        .send(
                                "POST",
                                COLLECTOR
                                        + "/raw?host=h&sourcetype=syslog&source=tcp&index=main&x=y",
                                body,
                                "Authorization",
                                TOKEN);

        assertCode(answer, 200, SUCCESS);
        assertThat(text(driver.find(Topics.EVENTS_RAW, "line-1")))
                .isEqualTo(
                        "{\"host\":\"h\",\"source\":\"tcp\",\"sourcetype\":\"syslog\","
                                + "\"index\":\"main\",\"event\":\"line-1 \\\"quoted\\\"\"}");
        assertThat(text(driver.find(Topics.EVENTS_RAW, "line-2"))).contains("line-2 \u00e9\"}");
    }

    @ParameterizedTest
    @CsvSource({
        ",401,2,Token is required",
        "Splunk,401,3,Invalid authorization",
        "Digest abc,401,3,Invalid authorization",
        "Splunk wrong-token,403,4,Invalid token",
        "Bearer wrong-token,403,4,Invalid token"
    })
    void saysWhatIsWrongWithAToken(@Nullable String header, int status, int code, String text) {
        Answer answer =
                header == null
                        ? driver.client().post(COLLECTOR, "{\"event\":1}")
                        : driver.client().post(COLLECTOR, "{\"event\":1}", "Authorization", header);

        assertCode(answer, status, "{\"text\":\"%s\",\"code\":%d}".formatted(text, code));
    }

    @Test
    void knowsTheTokenInOtherSchemes() {
        String basic = Base64.getEncoder().encodeToString("x:token-of-web".getBytes(UTF_8));

        for (String header :
                List.of("Basic " + basic, "Bearer token-of-web", "splunk token-of-web")) {
            assertCode(
                    driver.client().post(COLLECTOR, "{\"event\":1}", "Authorization", header),
                    200,
                    SUCCESS);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "§§ | {'text':'No data','code':5}",
                "§ \n§ | {'text':'No data','code':5}",
                "not json | {'text':'Invalid data format','code':6,'invalid-event-number':0}",
                "{'event':1}{'event':2 | {'text':'Invalid data format','code':6,'invalid-event-number':1}",
                "{'event':1}{'host':'h'} | {'text':'Event field is required','code':12,'invalid-event-number':1}",
                "{'event':''} | {'text':'Event field cannot be blank','code':13,'invalid-event-number':0}",
                "{'a':{'event':1},'event':null} | {'text':'Event field cannot be blank','code':13,'invalid-event-number':0}"
            })
    void saysWhatIsWrongWithEvents(String body, String answer) {
        assertCode(send(COLLECTOR, body.replace('\'', '"')), 400, answer.replace('\'', '"'));
    }

    @Test
    void storesAllEventsAroundAMalformedOneAndKeepsThat() {
        Answer answer =
                send(
                        COLLECTOR,
                        "{\"event\":\"around-1\"}\n{\"event\":\"around-2\",}\n{\"event\":\"around-3\"}");

        assertCode(
                answer,
                400,
                "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":1}");
        driver.find(Topics.EVENTS_RAW, "around-1");
        driver.find(Topics.EVENTS_RAW, "around-3");
        DeadLetter letter = DeadLetter.from(driver.find(Topics.DEAD_LETTERS, "around-2"));
        assertThat(new String(letter.bytes(), UTF_8)).isEqualTo("{\"event\":\"around-2\",}");
        assertThat(letter.reason()).startsWith("Expected one JSON object, but at line 1, column");
    }

    @Test
    void namesAnEventThatNoRecordHolds() {
        assertCode(
                send(COLLECTOR, "{\"event\":1}{\"event\":\"" + "x".repeat(1_500_000) + "\"}"),
                400,
                "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":1}");
    }

    @Test
    void keepsABodyThatIsNotWhatItsEncodingSays() {
        Answer answer =
                driver.client()
                        .post(
                                COLLECTOR,
                                "corrupt-hec-1",
                                "Authorization",
                                TOKEN,
                                "Content-Encoding",
                                "gzip");

        assertCode(
                answer,
                400,
                "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":0}");
        driver.find(Topics.DEAD_LETTERS, "corrupt-hec-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/1.0"})
    void isHealthyWithoutAToken(String path) {
        assertCode(
                driver.client().get(COLLECTOR + path),
                200,
                "{\"text\":\"HEC is healthy\",\"code\":17}");
    }

    @Test
    void tellsTheLogDriverOfDockerThatItIsThere() {
        Answer answer = driver.client().send("OPTIONS", COLLECTOR + "/event/1.0", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow")).isEqualTo("POST, OPTIONS");
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void isBusyWhenItsMemoryIsTaken() throws IOException {
        try (IngestServer small = driver.smallBridge();
                IngestClient another = new IngestClient(small.port())) {
            Answer answer =
                    IngestDriver.full(
                            small,
                            COLLECTOR,
                            () ->
                                    another.post(
                                            COLLECTOR,
                                            "x".repeat(200_000),
                                            "Authorization",
                                            TOKEN));

            assertCode(answer, 503, "{\"text\":\"Server is busy\",\"code\":9}");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertCode(
                    another.post(COLLECTOR, "{\"event\":1}".repeat(101), "Authorization", TOKEN),
                    413,
                    "{\"text\":\"Expected at most 100 events in one body (TOCSIN_INGEST_MAX_EVENTS_PER_BODY), but found more\",\"code\":27}");
            assertCode(
                    another.post(COLLECTOR + "/raw", "l\n".repeat(101), "Authorization", TOKEN),
                    413,
                    null);
        }
    }

    @Test
    void refusesLinesWhoseEnvelopesWouldFillItsMemory() throws IOException {
        try (IngestServer small = driver.smallBridge();
                IngestClient another = new IngestClient(small.port())) {
            Answer answer =
                    another.post(
                            COLLECTOR + "/raw?source=" + "s".repeat(4_000),
                            "l\n".repeat(100),
                            "Authorization",
                            TOKEN);

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.json().path("text").asText()).contains("bytes of events");
            assertThat(another.get("/metrics").text())
                    .contains("tocsin_ingest_in_flight_bytes 0\n");
        }
    }

    @Test
    void isBusyWhenKafkaIsNotThere() throws IOException {
        try (IngestServer cut = driver.bridgeToNowhere();
                IngestClient another = new IngestClient(cut.port())) {
            String channel = "?channel=0aeeac95-ac74-4aa9-b30d-6c4c0ac581ba";

            assertCode(
                    another.post(COLLECTOR + channel, "{\"event\":1}", "Authorization", TOKEN),
                    503,
                    "{\"text\":\"Server is busy\",\"code\":9}");
            assertCode(
                    another.post(
                            COLLECTOR + "/ack" + channel, "{\"acks\":[0]}", "Authorization", TOKEN),
                    200,
                    "{\"acks\":{\"0\":false}}");
            assertCode(
                    another.get(COLLECTOR + "/health"),
                    503,
                    "{\"text\":\"HEC is unhealthy, queues are full\",\"code\":18}");
        }
    }

    @Test
    void refusesWhatIsNoRequestOfIts() {
        Answer method = driver.client().send("GET", COLLECTOR, null, "Authorization", TOKEN);
        assertCode(
                method, 405, "{\"text\":\"Expected POST, OPTIONS, but found GET\",\"code\":405}");
        assertThat(method.header("Allow")).isEqualTo("POST, OPTIONS");
        assertCode(
                driver.client()
                        .post(
                                COLLECTOR,
                                "{\"event\":1}",
                                "Authorization",
                                TOKEN,
                                "Content-Encoding",
                                "br"),
                415,
                "{\"text\":\"Expected a content encoding of gzip, deflate, zstd, identity, but found"
                        + " br\",\"code\":415}");
        assertCode(
                driver.client()
                        .post(
                                COLLECTOR,
                                "{\"event\":1}",
                                "Authorization",
                                TOKEN,
                                "Content-Type",
                                "text/html"),
                415,
                null);
        Answer large = send(COLLECTOR, "x".repeat(2_000_001));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.json().path("text").asText()).contains("at most 2000000 bytes");
        assertThat(large.json().path("code").asInt()).isEqualTo(27);
    }

    @Test
    void countsWhatItAnswered() {
        send(COLLECTOR, "{\"event\":1}{}bad");

        Totals totals = driver.server().metrics().totals(new Door("web", "splunk"));
        assertThat(totals.settled()).isEqualTo(totals.received());
        assertThat(driver.client().get("/metrics").text())
                .contains("tocsin_ingest_in_flight_bytes 0\n");
    }

    private Answer send(String path, String body) {
        return driver.client().post(path, body, "Authorization", TOKEN);
    }

    static void assertCode(Answer answer, int status, @Nullable String body) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (body != null) {
            assertThat(answer.text()).isEqualTo(body);
        }
    }
}
