package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventNormalizerTest {
    private static final Instant ARRIVAL = Instant.parse("2026-01-01T12:00:00Z");

    private final EventNormalizer normalizer = new EventNormalizer();

    @Test
    void theIdempotencyKeyGoesBeforeTheSendersOwnId() {
        IngestInfo info =
                new IngestInfo(ARRIVAL, "raw-0-1", "key-1", "token-a", null, ZoneOffset.UTC);
        NormalizedEvent event =
                normalizer.normalize(
                        object(
                                "{'eventVersion':'1','eventSource':'a','eventName':'b','eventID':'c'}"),
                        info);
        assertThat(event.id()).isEqualTo("key-1");
        assertThat(event.senderGaveId()).isTrue();
        assertThat(Json.text(event.event(), "tocsin.source")).isEqualTo("token-a");
    }

    @Test
    void theShapeThatTheDoorNamedIsAskedFirst() {
        ObjectNode sent = object("{'summary':'a','hostname':'b'}");

        assertThat(pipelineOf(sent, null)).isEqualTo("mozdef");
        assertThat(pipelineOf(sent, "generic")).isEqualTo("generic");
        assertThat(pipelineOf(sent, "cloudtrail")).as("does not recognize it").isEqualTo("mozdef");
        assertThat(pipelineOf(sent, "nobody")).isEqualTo("mozdef");
    }

    private String pipelineOf(ObjectNode sent, @Nullable String hint) {
        IngestInfo info = new IngestInfo(ARRIVAL, "raw-0-1", null, null, hint, ZoneOffset.UTC);
        return normalizer.normalize(sent, info).event().at("/tocsin/pipeline/0").asText();
    }

    @Test
    void coordinatesAreTheIdWhenTheSenderGaveNone() {
        NormalizedEvent event = normalize("{'a':1}");
        assertThat(event.id()).isEqualTo("raw-0-1");
        assertThat(event.senderGaveId()).isFalse();
    }

    @Test
    void fiveMinutesInTheFutureAreTolerated() {
        assertThat(normalize("{'ts':'2026-01-01T12:05:00Z'}").timeMs())
                .isEqualTo(Instant.parse("2026-01-01T12:05:00Z").toEpochMilli());
    }

    @Test
    void moreThanFiveMinutesInTheFutureTakeTheArrivalTime() {
        NormalizedEvent event = normalize("{'ts':'2026-01-01T12:05:00.001Z'}");
        assertThat(event.timeMs()).isEqualTo(ARRIVAL.toEpochMilli());
        assertThat(event.event().path("tags").path(0).asText()).isEqualTo("future-time");
        assertThat(event.event().path("tocsin").path("problems")).hasSize(1);
    }

    @Test
    void anEventOfMoreThanADayAgoIsTaggedAndKeepsItsTime() {
        NormalizedEvent dayOld = normalize("{'ts':'2025-12-31T12:00:00Z'}");
        NormalizedEvent older = normalize("{'ts':'2025-12-31T11:59:59.999Z'}");
        assertThat(dayOld.event().has("tags")).isFalse();
        assertThat(older.event().path("tags").path(0).asText()).isEqualTo("old-time");
        assertThat(older.timeMs())
                .isEqualTo(Instant.parse("2025-12-31T11:59:59.999Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'published':'2026-01-01T11:58:00Z'}",
                "{'requestReceivedTimestamp':'2026-01-01T11:58:00.000000Z'}",
                "{'CreationTime':'2026-01-01T11:58:00'}",
                "{'updatedAt':'2026-01-01T11:58:00Z'}"
            })
    void cloudServicesHaveNamesOfTheirOwnForTheTime(String sent) {
        assertThat(normalize(sent).timeMs())
                .isEqualTo(Instant.parse("2026-01-01T11:58:00Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Event':{'System':{'EventID':[],'TimeCreated':7,'Provider':'x'},'EventData':'y'}}",
                "{'winlog':{'event_id':{}},'event':7,'host':[]}",
                "{'EventID':'many','Channel':{},'UtcTime':[]}",
                "{'eventSource':{},'eventName':[],'eventVersion':null,'userIdentity':'x'}",
                "{'@timestamp':{},'event':{'category':{'a':1}},'tocsin':'x','tags':{'a':1}}",
                "{'message':{},'details':[],'host':{},'severity':[],'tags':{},'pid':{}}",
                "{'message':'sshd[1]: ','details':{'sourceipaddress':{}}}",
                "{'mozdef':1,'tocsin':2,'message':'a','host':'b','@':'x','':'y','a..b':1}"
            })
    void takesWhateverComesAndKeepsEveryValue(String json) {
        ObjectNode sent = object(json);
        NormalizedEvent event = normalizer.normalize(sent, IngestInfo.of(ARRIVAL, "raw-0-1"));
        assertThat(event.event().path("@timestamp").asText()).isEqualTo("2026-01-01T12:00:00.000Z");
        assertThat(Json.text(event.event(), "event.id")).isEqualTo("raw-0-1");
    }

    private NormalizedEvent normalize(String json) {
        return normalizer.normalize(object(json), IngestInfo.of(ARRIVAL, "raw-0-1"));
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode)
                    Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
