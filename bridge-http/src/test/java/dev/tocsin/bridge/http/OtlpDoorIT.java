package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import dev.tocsin.bridge.http.IngestClient.Answer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What exporters of OpenTelemetry send, and what they are answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtlpDoorIT {
    private static final String PATH = "/v1/logs";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @Test
    void takesProtobufAndAnswersInProtobuf() throws Exception {
        Answer answer = driver.post(PATH, request("otlp-1"), "Content-Type", PROTOBUF);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(PROTOBUF);
        assertThat(answer.response().body()).isEmpty();
        var record = driver.raw("otlp-1");
        assertThat(IngestDriver.text(record))
                .isEqualTo("{\"resource\":{},\"scope\":{},\"record\":{\"body\":\"otlp-1\"}}");
        assertThat(IngestDriver.pipeline(record)).isEqualTo("otlp");
    }

    @Test
    void takesJsonInGzipAndAnswersInJson() throws Exception {
        Answer answer =
                driver.post(
                        PATH,
                        IngestDriver.gzip(json("{\"body\":{\"stringValue\":\"otlp-2\"}}")),
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "Content-Encoding",
                        "gzip");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(JSON);
        assertThat(answer.text()).isEqualTo("{}");
        assertThat(IngestDriver.text(driver.raw("otlp-2"))).contains("\"body\":\"otlp-2\"");
    }

    @Test
    void reportsRecordsThatItRejectsAsAPartialSuccess() throws Exception {
        Answer json =
                driver.post(
                        PATH,
                        json("{\"body\":\"otlp-3\"},{},{\"flags\":{}}"),
                        "Content-Type",
                        JSON);
        byte[] broken = request("otlp-4a", "X");
        broken[broken.length - 1] = (byte) 0xff;
        Answer protobuf = driver.post(PATH, broken, "Content-Type", PROTOBUF);

        assertThat(json.status()).isEqualTo(200);
        assertThat(json.text())
                .isEqualTo(
                        "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":"
                                + "\"Expected an OTLP log record, but found: value that is no object but STRING\"}}");
        assertThat(new String(driver.deadLetter("otlp-3").bytes(), UTF_8))
                .isEqualTo("{\"body\":\"otlp-3\"}");
        assertThat(protobuf.status()).isEqualTo(200);
        var partial =
                ExportLogsServiceResponse.parseFrom(protobuf.response().body()).getPartialSuccess();
        assertThat(partial.getRejectedLogRecords()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).startsWith("Expected an OTLP log record");
        assertThat(IngestDriver.text(driver.raw("otlp-4a"))).contains("otlp-4a");
    }

    @Test
    void answers400ForWhatItCannotDecodeAndKeepsIt() throws Exception {
        Answer json = driver.post(PATH, "{\"otlp-5\":".getBytes(UTF_8), "Content-Type", JSON);
        byte[] request = request("otlp-6");
        byte[] cut = java.util.Arrays.copyOf(request, request.length - 1);
        Answer protobuf = driver.post(PATH, cut, "Content-Type", PROTOBUF);

        assertThat(json.status()).isEqualTo(400);
        assertThat(json.header("Content-Type")).isEqualTo(JSON);
        assertThat(json.json().path("code").asInt()).isEqualTo(3);
        assertThat(json.json().path("message").asText())
                .startsWith("Expected an ExportLogsServiceRequest in JSON, but found: ");
        assertThat(driver.deadLetter("otlp-5").reason())
                .isEqualTo(json.json().path("message").asText());
        assertThat(protobuf.status()).isEqualTo(400);
        assertThat(protobuf.header("Content-Type")).isEqualTo(PROTOBUF);
        assertThat(message(protobuf))
                .startsWith("Expected an ExportLogsServiceRequest in protobuf, but found: ");
        assertThat(driver.deadLetter("otlp-").bytes()).isNotEmpty();
    }

    @Test
    void refusesInTheFormOfTheRequest() throws Exception {
        Answer unknown = driver.bare("POST", PATH, request("a"), "Content-Type", PROTOBUF);
        Answer text = driver.post(PATH, request("a"), "Content-Type", "text/plain");
        Answer method = driver.bare("GET", PATH, new byte[0], "Content-Type", JSON);
        Answer bomb =
                driver.post(
                        PATH,
                        IngestDriver.gzip(new byte[20_000_000]),
                        "Content-Type",
                        PROTOBUF,
                        "Content-Encoding",
                        "gzip");

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(message(unknown)).startsWith("Expected \"Authorization: Bearer <token>\"");
        assertThat(text.status()).isEqualTo(415);
        assertThat(text.json().path("code").asInt()).isEqualTo(3);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).isEqualTo("POST");
        assertThat(bomb.status()).isEqualTo(413);
        assertThat(message(bomb)).contains("TOCSIN_INGEST_MAX_BODY_BYTES");
    }

    @Test
    void refusesMoreRecordsThanTheLimit() {
        Answer answer = driver.post(PATH, json("{}" + ",{}".repeat(50_000)), "Content-Type", JSON);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("message").asText())
                .contains("50000 events", "TOCSIN_INGEST_MAX_EVENTS_PER_BODY");
    }

    @Test
    void tellsExportersToComeAgainWhenKafkaIsNotThere() throws Exception {
        Answer answer = driver.postToNowhere(PATH, request("a", "b"), "Content-Type", PROTOBUF);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(message(answer)).startsWith("Expected Kafka to acknowledge");
    }

    @Test
    void tellsExportersToComeAgainWhenItsMemoryIsTaken() throws Exception {
        Answer answer =
                driver.postToFull(PATH, request("x".repeat(200_000)), "Content-Type", PROTOBUF);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(message(answer)).startsWith("Expected room for");
    }

    /** What an event takes beside the body counts too: the resource stands in each of them. */
    @Test
    void tellsExportersToComeAgainWhenItsMemoryIsTakenByWhatABodyBecomes() throws Exception {
        byte[] body =
                ("{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"a\",\"value\":"
                                + "{\"stringValue\":\"%s\"}}]},\"scopeLogs\":[{\"logRecords\":[%s]}]}]}")
                        .formatted("x".repeat(20_000), "{},".repeat(9) + "{}")
                        .getBytes(UTF_8);
        Answer answer = driver.postToFull(PATH, body, "Content-Type", JSON);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.json().path("message").asText())
                .startsWith("Expected room for these events");
    }

    /** The message of a {@code google.rpc.Status}. */
    private static String message(Answer answer) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(answer.response().body());
        assertThat(in.readTag()).isEqualTo(8);
        assertThat(in.readInt32()).isPositive();
        assertThat(in.readTag()).isEqualTo(18);
        return in.readStringRequireUtf8();
    }

    private static byte[] json(String records) {
        return ("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + records + "]}]}]}")
                .getBytes(UTF_8);
    }

    private static byte[] request(String... bodies) {
        ScopeLogs.Builder logs = ScopeLogs.newBuilder();
        for (String body : bodies) {
            logs.addLogRecords(
                    LogRecord.newBuilder().setBody(AnyValue.newBuilder().setStringValue(body)));
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(logs))
                .build()
                .toByteArray();
    }
}
