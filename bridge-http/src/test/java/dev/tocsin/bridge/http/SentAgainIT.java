package dev.tocsin.bridge.http;

import static dev.tocsin.bridge.http.IngestDriver.TOKEN;
import static dev.tocsin.bridge.http.IngestDriver.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.Door;
import dev.tocsin.bridge.http.IngestClient.Answer;
import dev.tocsin.topic.IngestHeaders;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of protocols without ids: a key makes them one, and without it they are counted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentAgainIT {
    private static final String SAMPLES =
            """
            splunk | /services/collector     | {"event":"NAME-0"}{"event":"NAME-1"}
            splunk | /services/collector/raw | NAME-0
            gelf   | /gelf                   | {"version":"1.1","host":"h","short_message":"NAME-0"}
            loki   | /loki/api/v1/push       | {"streams":[{"stream":{"a":"b"},"values":[["1767268800000000001","NAME-0"]]}]}
            otlp   | /v1/logs                | {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"NAME-0"}}]}]}]}
            """;

    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = SAMPLES)
    void theKeyOfARequestIsTheIdOfItsEvents(String protocol, String path, String sample) {
        String name = "keyed" + path.replace('/', '-');
        String body = sample.replace("NAME", name);
        long before = repetitions(protocol);

        send(path, body, "Idempotency-Key", "\"" + name + "\"");
        send(path, body, "Idempotency-Key", "\"" + name + "\"");

        String id = body.contains(name + "-1") ? name + "-0" : name;
        assertThat(header(driver.raw(name + "-0"), IngestHeaders.IDEMPOTENCY_KEY)).isEqualTo(id);
        assertThat(repetitions(protocol)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = SAMPLES)
    void aRequestWithoutIdsThatComesAgainIsCounted(String protocol, String path, String sample) {
        String body = sample.replace("NAME", "again" + path.replace('/', '-'));
        long before = repetitions(protocol);

        send(path, body);
        assertThat(repetitions(protocol)).isEqualTo(before);
        send(path, body);

        assertThat(repetitions(protocol)).isEqualTo(before + 1);
        assertThat(driver.client().get("/metrics").text())
                .contains(
                        "tocsin_ingest_repeated_requests_total{source=\"web\",protocol=\"%s\"} %d\n"
                                .formatted(protocol, before + 1));
    }

    private void send(String path, String body, String... headers) {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        all[0] = "Authorization";
        all[1] = TOKEN;
        all[2] = "Content-Type";
        all[3] = "application/json";
        Answer answer = driver.client().post(path, body, all);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
    }

    private long repetitions(String protocol) {
        return driver.server().metrics().repetitions(new Door("web", protocol));
    }
}
