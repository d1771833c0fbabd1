package dev.tocsin.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines in the stream: put in force between two events, and never a loss in silence. */
class PipelineStoryTest {
    private static final String VPN =
            """
            name: acme-vpn
            when: {event: {message|startswith: 'VPN '}}
            keep: acme.vpn
            steps:
              - grok: {patterns: ['VPN %{WORD:event.action} user=%{USERNAME:user.name} ip=%{IP:source.ip} at %{INT:t}']}
              - date: {field: t, formats: [epoch-ms]}
              - drop-if: {user.name: probe}
                name: health checks
              - set: {event.module: acme}
            """;
    private static final String INSIDE =
            """
            name: inside
            stage: after
            when: {source: '*'}
            steps:
              - cidr: {field: source.ip, networks: [192.0.2.0/24], tag: inside}
                optional: true
            """;

    @TempDir Path state;
    private SiemDriver siem;

    @BeforeEach
    void start() {
        siem = new SiemDriver(state).at("12:00:01");
    }

    @AfterEach
    void stop() {
        siem.close();
    }

    private static ObjectNode login(String user) {
        return Json.object()
                .put("message", "VPN login user=%s ip=192.0.2.7 at 1767268800000".formatted(user))
                .put("serial", 7);
    }

    @Test
    void aPipelineReadsTheEventsThatComeAfterIt() {
        siem.send(login("alice"));
        siem.pipelines(VPN).send(login("alice"));

        assertThat(siem.events()).hasSize(2);
        ObjectNode before = siem.events().getFirst();
        ObjectNode after = siem.events().getLast();
        assertThat(Json.text(before, "user.name")).isNull();
        assertThat(Json.text(after, "user.name")).isEqualTo("alice");
        assertThat(Json.text(after, "@timestamp")).isEqualTo("2026-01-01T12:00:00.000Z");
        assertThat(Json.text(after, "acme.vpn.serial")).isEqualTo("7");
        assertThat(after.at("/related/ip/0").asText()).isEqualTo("192.0.2.7");
        assertThat(after.at("/tocsin/pipeline")).hasSize(1);
        assertThat(after.at("/tocsin/pipeline/0").asText()).isEqualTo("acme-vpn");
        assertThat(after.at("/tocsin").has("problems")).isFalse();
    }

    @Test
    void aDroppedEventIsCountedUnderTheNameOfTheStep() {
        siem.pipelines(VPN).send(login("probe")).send(login("alice")).sendText("no json");

        assertThat(siem.events()).hasSize(1);
        assertThat(siem.count(Counter.DROPPED)).isEqualTo(1);
        assertThat(siem.prometheus())
                .contains(
                        "tocsin_topology_pipeline_dropped_total{step=\"acme-vpn: step 3 (drop-if) 'health checks'\"} 1");
        assertThat(siem.count(Counter.RAW_RECORDS))
                .isEqualTo(
                        siem.count(Counter.EVENTS)
                                + siem.count(Counter.DUPLICATES)
                                + siem.count(Counter.DROPPED)
                                + siem.count(Counter.DEAD_LETTERS));
    }

    @Test
    void aStepThatFailsLeavesAProblemAndTheEventGoesOn() {
        siem.pipelines(VPN).send(Json.object().put("message", "VPN is down").put("user", "nobody"));

        ObjectNode event = siem.events().getFirst();
        assertThat(Json.text(event, "message")).isEqualTo("VPN is down");
        assertThat(Json.text(event, "acme.vpn.user")).isEqualTo("nobody");
        assertThat(event.at("/tocsin/problems/0").asText())
                .isEqualTo(
                        "Pipeline acme-vpn, step 1 (grok): Expected a text that the pattern finds in"
                                + " message, but found 'VPN is down'");
        assertThat(siem.count(Counter.EVENTS_WITH_PROBLEMS)).isEqualTo(1);
    }

    @Test
    void pipelinesOfTheStageAfterGoOverWhatTheBuiltInNormalizersMade() {
        siem.pipelines(VPN, INSIDE)
                .send(
                        Json.object()
                                .put(
                                        "summary",
                                        "Accepted password for bob from 192.0.2.9 port 22 ssh2")
                                .put("processname", "sshd"))
                .send(login("alice"));

        assertThat(siem.events()).hasSize(2);
        ObjectNode ssh = siem.events().getFirst();
        assertThat(ssh.at("/tocsin/pipeline").toString())
                .isEqualTo("[\"mozdef\",\"sshd\",\"inside\"]");
        assertThat(ssh.at("/tags").toString()).isEqualTo("[\"inside\"]");
        ObjectNode vpn = siem.events().getLast();
        assertThat(vpn.at("/tocsin/pipeline").toString()).isEqualTo("[\"acme-vpn\",\"inside\"]");
        assertThat(vpn.at("/tags").toString()).isEqualTo("[\"inside\"]");
    }

    @Test
    void whatAPipelineUnpacksTheBuiltInNormalizersRead() {
        siem.pipelines(
                        """
                        name: wrapped
                        result: sent
                        when: {event: {payload|startswith: '{'}}
                        steps:
                          - json: {field: payload}
                          - remove: payload
                        """)
                .send(
                        Json.object()
                                .put(
                                        "payload",
                                        "{\"summary\": \"hello\", \"hostname\": \"web-1\","
                                                + " \"category\": \"x\"}"));

        ObjectNode event = siem.events().getFirst();
        assertThat(Json.text(event, "host.name")).isEqualTo("web-1");
        assertThat(event.at("/tocsin/pipeline").toString()).isEqualTo("[\"wrapped\",\"mozdef\"]");
    }
}
