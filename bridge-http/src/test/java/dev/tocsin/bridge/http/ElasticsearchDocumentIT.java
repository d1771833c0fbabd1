package dev.tocsin.bridge.http;

import static dev.tocsin.bridge.http.IngestDriver.header;
import static dev.tocsin.bridge.http.IngestDriver.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.http.IngestClient.Answer;
import dev.tocsin.topic.Coordinates;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What senders of single documents to Elasticsearch are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ElasticsearchDocumentIT {
    private static final String JSON = "application/json";

    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @ParameterizedTest
    @CsvSource({
        "POST, /logs-doc/_doc, ",
        "POST, /logs-doc/_doc/doc-1, doc-1",
        "PUT, /logs-doc/_doc/doc-2?refresh=false, doc-2",
        "PUT, /logs-doc/_create/doc-3, doc-3",
        "POST, /logs-doc/_create/doc-4?timeout=1m, doc-4",
        "PUT, /logs-doc/_doc/doc-5?op_type=create, doc-5",
    })
    void oneDocumentBecomesOneEvent(String method, String path, String id) {
        String body = "{\n  \"path\": \"" + path + "\"\n}\n";

        Answer answer = send(method, path, body);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("X-Elastic-Product")).isEqualTo("Elasticsearch");
        var record = driver.find(Topics.EVENTS_RAW, "\"" + path + "\"");
        assertThat(answer.text())
                .isEqualTo(
                        "{\"_index\":\"logs-doc\",\"_id\":\"%s\",\"_version\":1,\"result\":\"created\",\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0},\"_seq_no\":0,\"_primary_term\":1}",
                        id == null ? coordinates(record) : id);
        assertThat(text(record)).isEqualTo(body);
        assertThat(header(record, IngestHeaders.INDEX)).isEqualTo("logs-doc");
        assertThat(header(record, IngestHeaders.IDEMPOTENCY_KEY))
                .isEqualTo(id == null ? "null" : "logs-doc/" + id);
    }

    @Test
    void theAnswerHasWhatItsSenderWants() {
        Answer answer = send("PUT", "/logs/_doc/part-1?filter_path=_id,result", "{}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("{\"_id\":\"part-1\",\"result\":\"created\"}");
    }

    /** What the topology makes the id of an event without one. */
    private static String coordinates(ConsumerRecord<?, ?> record) {
        return Coordinates.of(record.topic(), record.partition(), record.offset());
    }

    @Test
    void aDocumentThatMustBeNewAndIsNotIsAConflict() {
        send("PUT", "/logs/_create/twice", "{}");

        Answer again = send("PUT", "/logs/_create/twice", "{}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text())
                .isEqualTo(
                        "{\"error\":{\"root_cause\":[{\"type\":\"version_conflict_engine_exception\",\"reason\":\"[twice]: version conflict, document already exists\"}],\"type\":\"version_conflict_engine_exception\",\"reason\":\"[twice]: version conflict, document already exists\"},\"status\":409}");
        assertThat(send("PUT", "/logs/_doc/twice", "{}").status()).isEqualTo(201);
    }

    @Test
    void whatIsNoDocumentIs400AndKept() {
        Answer answer = send("POST", "/logs/_doc", "{\"poison\":\"doc-bad\",}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/type").asText())
                .isEqualTo("document_parsing_exception");
        assertThat(driver.deadLetter("doc-bad").reason())
                .isEqualTo(answer.json().at("/error/reason").asText());
    }

    @Test
    void refusesAsElasticsearchDoes() throws IOException {
        byte[] body = "{}".getBytes(UTF_8);
        String large = "{\"a\":\"" + "x".repeat(1_500_000) + "\"}";

        assertThat(driver.bare("POST", "/logs/_doc", body, "Content-Type", JSON).status())
                .isEqualTo(401);
        assertThat(driver.post("/logs/_doc", body, "Content-Type", "text/html").status())
                .isEqualTo(415);
        assertThat(send("GET", "/logs/_doc/7", "").status()).isEqualTo(405);
        assertThat(send("POST", "/logs/_doc", large).status()).isEqualTo(413);
        assertThat(send("PUT", "/logs/_doc/" + "x".repeat(513), "{}").status()).isEqualTo(400);
        Answer nowhere = driver.postToNowhere("/logs/_doc", body, "Content-Type", JSON);
        assertThat(nowhere.status()).isEqualTo(503);
        assertThat(nowhere.header("Retry-After")).isEqualTo("2");
    }

    private Answer send(String method, String path, String body) {
        return driver.bare(
                method,
                path,
                body.getBytes(UTF_8),
                "Authorization",
                IngestDriver.TOKEN,
                "Content-Type",
                JSON);
    }
}
