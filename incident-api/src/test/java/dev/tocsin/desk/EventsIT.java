package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.topic.Topics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk with a real Elasticsearch: its events over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedEventServer.class)
class EventsIT {
    private static final Instant START = Instant.parse("2026-11-30T09:00:00Z");
    private static final String FRAME = "from=2026-11-30&to=2026-11-30";
    private static final int EVENTS = 120;

    private final EventServer server;
    private DeskDriver desk;
    private Caller viewer;

    EventsIT(EventServer server) {
        this.server = server;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        Map<String, JsonNode> events = new LinkedHashMap<>();
        for (int i = 0; i < EVENTS; i++) {
            events.put("e" + i, event(i));
        }
        server.index("2026.11.30", events);
        desk = new DeskDriver(directory, Map.of("ELASTICSEARCH_URL", server.address().toString()));
        viewer = desk.caller("viewer");
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    /** Events of three hosts, one a second; each tenth is a failed login. */
    private static ObjectNode event(int i) {
        ObjectNode event = Json.object();
        event.put("@timestamp", START.plusSeconds(i).toString());
        event.withObject("/event")
                .put("id", "e" + i)
                .put("action", i % 10 == 0 ? "logon-failed" : "connect");
        event.withObject("/host").put("name", "web-" + i % 3);
        event.withObject("/source").put("ip", "10.0.0." + i).put("port", 1_000 + i);
        event.withObject("/user").put("name", i == 7 ? "o\"br\\ien*" : "Alice");
        event.put("message", i == 5 ? "=cmd|' /C calc'!A0" : "Session " + i + " is over");
        event.withObject("/winlog/event_data").put("LogonType", i % 2 == 0 ? "3" : "10");
        return event;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    event.action:LOGON-FAILED                 | 12
                    event.action:*failed and host.name:web-0  | 4
                    -host.name:(web-0 or web-1)               | 40
                    source.ip:10.0.0.0/30                     | 4
                    source.port:[1000 to 1009]                | 10
                    source.port:>1e300                        | 0
                    source.port:>=-1e300                      | 120
                    winlog.event_data.LogonType:3             | 60
                    winlog.event_data.LogonType:1*            | 60
                    winlog.event_data.LogonType:*             | 120
                    message:"is over"                         | 119
                    message:sess*                             | 119
                    message:s?ssion                           | 119
                    dns.question.name:*                       | 0
                    -dns.question.name:*                      | 120
                    alice                                     | 119
                    web-1                                     | 40
                    @timestamp:<2026-11-30T09:00:10Z          | 10
                    """)
    void findsWhatTheFilterWants(String filter, int found) {
        Answer answer = search(filter, "limit=500");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("items")).hasSize(found);
        assertThat(answer.json().path("total").asInt()).isEqualTo(found);
        assertThat(answer.text("total_is")).isEqualTo("exact");
    }

    @Test
    void givesPagesThatAddUpInAnyOrder() {
        for (String sort : List.of("-@timestamp", "host.name,-source.port", "dns.question.name")) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = search("", "limit=50&sort=" + sort + cursor).json();
                page.path("items").forEach(e -> seen.add(Json.text(e, "event.id")));
                String next = Json.text(page, "next");
                cursor = next == null ? "" : "&cursor=" + next;
            } while (!cursor.isEmpty());
            assertThat(seen).as(sort).hasSize(EVENTS).doesNotHaveDuplicates();
        }
    }

    @Test
    void keepsTheTimeFrameOfTheFirstPage() {
        JsonNode first = search("", "limit=10").json();
        Answer second =
                viewer.get(
                        "/api/v1/events?limit=10&from=2001-01-01&to=2001-01-01&cursor="
                                + Json.text(first, "next"));

        assertThat(second.text("from")).isEqualTo(Json.text(first, "from"));
        assertThat(second.json().path("items")).hasSize(10);
    }

    @Test
    void tellsTheNamedMembersAndTheId() {
        JsonNode item = search("", "limit=1&fields=host.name").json().path("items").path(0);

        assertThat(item.toString())
                .isEqualTo("{\"host\":{\"name\":\"web-2\"},\"event\":{\"id\":\"e119\"}}");
    }

    @Test
    void searchesTheLastDayWhenNothingIsSaid() {
        Answer answer = viewer.get("/api/v1/events");

        Instant from = Instant.parse(String.valueOf(answer.text("from")));
        Instant to = Instant.parse(String.valueOf(answer.text("to")));
        assertThat(Duration.between(from, to)).isEqualTo(Duration.ofHours(24).minusMillis(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    q=usr.name:a                    | q        | user.name
                    q=name:a                        | q        | host.name
                    q=no.such.field:a               | q        | a known field
                    q=event.original:a              | q        | only kept with its event
                    q=source.geo.location:a         | q        | only kept with its event
                    q=source.ip:mars                | q        | an address such as
                    q=winlog.event_data.a:*b        | q        | a wildcard at the end only
                    q=user.name:>a                  | q        | has no order
                    sort=message                    | sort     | a field that has an order
                    sort=nothing                    | sort     | a known field
                    from=yesterday                  | from     | a time such as
                    from=2026-12-01&to=2026-11-30   | from     | a time before
                    limit=501                       | limit    | 1 to 500
                    cursor=e30                      | cursor   | an earlier page
                    size=1                          | size     | one of
                    """)
    void saysWhatIsWrong(String parameters, String at, String expected) {
        Answer answer = viewer.get("/api/v1/events?" + parameters.replace(">", "%3E"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("parameter")).contains(at);
        assertThat(answer.text("detail")).contains("Expected").contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message:\"x\\\" OR *:*\"",
                "user.name:\"a\\\"}},{\\\"match_all\\\":{}}\"",
                "user.name:/.*/",
                "user.name:_exists_",
                "message:\"{{script}} ctx._source\"",
                "user.name:\"doc['user.name'].value\"",
                "message:\"\\u0022\\u007d\"",
                "user.name:%",
                "user.name:..\\\\..\\\\",
            })
    void asvs124ReadsSignsOfAnotherLanguageAsText(String filter) {
        Answer answer = search(filter, "");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("total").asInt()).isZero();
    }

    @Test
    void boundsWhatAFilterMayAsk() {
        String deep = "not (".repeat(19) + "a" + ")".repeat(19);
        String alternating = "(a or b ".repeat(19) + ")".repeat(19);

        assertThat(search(deep, "").status()).isEqualTo(400);
        assertThat(search(alternating, "").status()).isIn(200, 400);
        assertThat(search("user.name:" + "*a".repeat(10), "").status()).isEqualTo(200);
        assertThat(search("user.name:" + "*a".repeat(11), "").status()).isEqualTo(400);
        assertThat(search("user.name:" + "?*".repeat(5), "").status()).isEqualTo(200);
        assertThat(search("source.port:[-1e308 to 1e308]", "").status()).isEqualTo(200);
        assertThat(search("user.name:(" + "a* or ".repeat(99) + "b)", "").status()).isEqualTo(200);
        assertThat(viewer.get("/api/v1/events?from=0001-01-01&to=9999-12-31").status())
                .isEqualTo(200);
    }

    @Test
    void countsOverTimeWithoutGaps() {
        JsonNode histogram =
                viewer.get(
                                "/api/v1/events/histogram?from=2026-11-30T08:59:00Z&to=2026-11-30T09:04:59.999Z&buckets=10&by=host.name")
                        .json();

        assertThat(histogram.path("interval_ms").asLong()).isEqualTo(60_000);
        assertThat(counts(histogram)).containsExactly(0, 60, 60, 0, 0, 0);
        assertThat(histogram.path("buckets").path(1).path("values").toString())
                .isEqualTo("{\"web-0\":20,\"web-1\":20,\"web-2\":20}");
        assertThat(histogram.path("total").asInt()).isEqualTo(EVENTS);
    }

    @Test
    void countsByTheValuesOfFields() {
        JsonNode facets =
                viewer.get(
                                "/api/v1/events/facets?"
                                        + FRAME
                                        + "&fields=event.action,source.port,winlog.event_data.LogonType&q=host.name:web-0")
                        .json();

        assertThat(facets.path("facets").path("event.action").toString())
                .isEqualTo(
                        "[{\"value\":\"connect\",\"count\":36},{\"value\":\"logon-failed\",\"count\":4}]");
        assertThat(facets.path("facets").path("source.port")).hasSize(40);
        assertThat(facets.path("facets").path("winlog.event_data.LogonType")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "histogram?by=message",
                "histogram?by=nothing",
                "histogram?buckets=501",
                "facets?fields=message",
                "facets?fields=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u",
                "export?format=xml",
                "fields?limit=1",
                "e1/surrounding?same=dns.question.name",
                "e1/surrounding?before=101"
            })
    void refusesWhatCannotBeCountedOrFound(String path) {
        Answer answer = viewer.get("/api/v1/events/" + path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text("detail")).contains("Expected");
    }

    @Test
    void tellsWhichFieldsThereAre() {
        JsonNode items = viewer.get("/api/v1/events/fields?prefix=source.").json().path("items");
        JsonNode all = viewer.get("/api/v1/events/fields").json().path("items");

        assertThat(items.findValuesAsText("name")).contains("source.ip", "source.port").isSorted();
        assertThat(items.toString())
                .contains(
                        "{\"name\":\"source.ip\",\"type\":\"ip\",\"searchable\":true,\"sortable\":true,\"open\":false}");
        assertThat(all.findValuesAsText("name")).contains("message", "winlog.event_data");
    }

    @Test
    void showsAnEventAndWhereToLookNext() {
        Answer answer = viewer.get("/api/v1/events/e7");

        assertThat(answer.text("message")).isEqualTo("Session 7 is over");
        JsonNode pivots = answer.json().path("pivots");
        assertThat(pivots.findValuesAsText("name")).containsExactly("user", "source", "host");
        for (JsonNode pivot : pivots) {
            Answer found =
                    viewer.get(
                            "/api/v1/events?limit=500&q=%s&from=%s&to=%s"
                                    .formatted(
                                            encoded(pivot.path("q").asText()),
                                            pivot.path("from").asText(),
                                            pivot.path("to").asText()));
            assertThat(found.json().path("items").findValuesAsText("id"))
                    .as(pivot.toString())
                    .contains("e7");
        }
        assertThat(viewer.get("/api/v1/events/none").status()).isEqualTo(404);
    }

    @Test
    void showsWhatIsAroundAnEvent() {
        JsonNode around =
                viewer.get("/api/v1/events/e30/surrounding?before=2&after=3&same=host.name").json();

        assertThat(ids(around.path("before"))).containsExactly("e24", "e27");
        assertThat(ids(around.path("after"))).containsExactly("e33", "e36", "e39");
        assertThat(ids(viewer.get("/api/v1/events/e119/surrounding").json().path("after")))
                .isEmpty();
    }

    @Test
    void asvs541GivesTheBytesThatCameAsAFileToSave() throws Exception {
        byte[] sent = {'<', 0, (byte) 0xff, '>'};
        RecordMetadata at = desk.send(Topics.EVENTS_RAW, "raw-1", sent);
        ObjectNode kept = event(1);
        kept.withObject("/event").put("id", "kept").put("original", "<script>");
        kept.put("@timestamp", "2026-11-29T00:00:00Z");
        ObjectNode stored = kept.deepCopy();
        stored.withObject("/event").put("id", "stored");
        stored.withObject("/tocsin/raw")
                .put("topic", Topics.EVENTS_RAW.name())
                .put("partition", at.partition())
                .put("offset", at.offset());
        ObjectNode gone = stored.deepCopy();
        gone.withObject("/tocsin/raw").put("offset", 999);
        ObjectNode foreign = stored.deepCopy();
        foreign.withObject("/tocsin/raw").put("topic", Topics.INGEST_TOKENS.name());
        server.index(
                "2026.11.29",
                Map.of("kept", kept, "stored", stored, "gone", gone, "foreign", foreign));

        Answer raw = viewer.get("/api/v1/events/stored/raw");

        assertThat(raw.response().body()).isEqualTo(sent);
        assertThat(raw.header("Content-Disposition")).startsWith("attachment");
        assertThat(raw.mediaType()).isEqualTo("application/octet-stream");
        for (String id : List.of("kept", "gone", "foreign")) {
            assertThat(viewer.get("/api/v1/events/" + id + "/raw").text()).isEqualTo("<script>");
        }
        assertThat(viewer.get("/api/v1/events/e1/raw").status()).isEqualTo(404);
    }

    @Test
    void exportsWhatIsFound() {
        Answer ndjson = viewer.get("/api/v1/events/export?" + FRAME + "&sort=@timestamp");
        Answer csv =
                viewer.get(
                        "/api/v1/events/export?"
                                + FRAME
                                + "&format=csv&q=event.id:e5&fields=event.id,message");

        assertThat(ndjson.text().lines()).hasSize(EVENTS);
        assertThat(ndjson.header("Content-Disposition")).contains("events.ndjson");
        assertThat(csv.text()).isEqualTo("event.id,message\r\ne5,'=cmd|' /C calc'!A0\r\n");
    }

    @Test
    void showsTheEventsBehindAnAlert() throws Exception {
        desk.stored(TestAlerts.alert("seen"));
        ObjectNode evidence = event(0);
        evidence.withObject("/event").put("id", "seen-1");
        evidence.put("@timestamp", "2026-11-28T00:00:00Z");
        server.index("2026.11.28", Map.of("seen-1", evidence));

        Answer answer = viewer.get("/api/v1/alerts/seen/events");

        assertThat(ids(answer.json().path("items"))).containsExactly("seen-1");
        assertThat(answer.json().path("missing").toString()).isEqualTo("[\"seen-0\"]");
        assertThat(viewer.get("/api/v1/alerts/none/events").status()).isEqualTo(404);
    }

    private Answer search(String filter, String more) {
        return viewer.get(
                "/api/v1/events?"
                        + FRAME
                        + "&q="
                        + encoded(filter)
                        + (more.isEmpty() ? "" : "&" + more));
    }

    private static List<Integer> counts(JsonNode histogram) {
        List<Integer> counts = new ArrayList<>();
        histogram.path("buckets").forEach(bar -> counts.add(bar.path("count").asInt()));
        return counts;
    }

    private static List<String> ids(JsonNode events) {
        List<String> ids = new ArrayList<>();
        events.forEach(event -> ids.add(String.valueOf(Json.text(event, "event.id"))));
        return ids;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
