package dev.tocsin.bridge.http;

import static dev.tocsin.bridge.http.IngestDriver.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.http.IngestClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders for Elasticsearch ask for and put before they send, and are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ElasticsearchSetupIT {
    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ | /version/number | 9.1.0",
                "/ | /tagline | You Know, for Search",
                "/_license?human=false | /license/status | active",
                "/_xpack | /features/ilm/enabled | true",
                "/_cluster/health | /status | green",
                "/_nodes/http | /nodes/tocsin/version | 9.1.0",
                "/_index_template/logs | /index_templates/0/name | logs",
                "/_component_template/c | /component_templates/0/name | c",
                "/_template/t | /t/index_patterns | ''",
                "/_ilm/policy/p | /p/version | 1",
                "/_ingest/pipeline/p | /p/processors | ''",
                "/_data_stream/d | /data_streams/0/template | d",
                "/_alias/a | /a-000001/aliases/a/is_write_index | true",
                "/logs-2026.01.01 | /logs-2026.01.01/mappings | ''"
            })
    void answersWhatSendersAskFirst(String path, String pointer, String value) {
        Answer answer = driver.client().send("GET", path, null, "Authorization", TOKEN);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("X-Elastic-Product")).isEqualTo("Elasticsearch");
        assertThat(answer.json().at(pointer).asText()).isEqualTo(value);
        Answer head = driver.client().send("HEAD", path, null, "Authorization", TOKEN);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("X-Elastic-Product")).isEqualTo("Elasticsearch");
        assertThat(driver.client().get(path).status()).isEqualTo(401);
    }

    @Test
    void tellsTheirSniffersTheAddressThatTheyUse() {
        Answer answer = driver.client().send("GET", "/_nodes/http", null, "Authorization", TOKEN);

        assertThat(answer.json().at("/nodes/tocsin/http/publish_address").asText())
                .isEqualTo("127.0.0.1:" + driver.server().port());
    }

    @Test
    void tellsRsyslogThatItIsThere() {
        Answer answer = driver.client().send("GET", "/_cat/health", null, "Authorization", TOKEN);

        assertThat(answer.text()).contains(" tocsin green ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_index_template/logs",
                "/_component_template/c",
                "/_template/t",
                "/_ilm/policy/p",
                "/_ingest/pipeline/p",
                "/_data_stream/d",
                "/logs-2026.01.01"
            })
    void takesNoteOfWhatSendersPut(String path) {
        Answer answer =
                driver.client()
                        .send(
                                "PUT",
                                path,
                                "{\"settings\":{\"number_of_shards\":1}}".getBytes(UTF_8),
                                "Authorization",
                                TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("acknowledged").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PUT,/event", "PUT,/Logs", "POST,/nowhere", "GET,/_unknown", "DELETE,/logs"})
    void acknowledgesNoEventAtAMistypedPath(String method, String path) {
        Answer answer =
                driver.client()
                        .send(
                                method,
                                path,
                                "{\"who\":\"mistyped\"}".getBytes(UTF_8),
                                "Authorization",
                                TOKEN);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("detail").asText()).startsWith("Expected the path of a door");
    }
}
