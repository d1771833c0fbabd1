package dev.tocsin.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.command.Cli.Ran;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tocsin pipelines} and {@code ./tocsin normalize}. */
class PipelinesCommandTest {
    private static final Path SHIPPED = Path.of("../correlation-rules/pipelines");
    private static final String VPN =
            """
            name: acme-vpn
            when: {source: 'vpn-*'}
            steps:
              - dissect: {pattern: '%{event.action} user=%{user.name}'}
              - drop-if: {user.name: probe}
            """;

    @TempDir Path directory;
    private Path pipelines;

    @BeforeEach
    void write() throws IOException {
        pipelines = Files.createDirectory(directory.resolve("pipelines"));
        Files.writeString(pipelines.resolve("vpn.yml"), VPN);
    }

    private static Ran pipelines(Object... args) {
        return Cli.run(new PipelinesCommand(), args);
    }

    @Test
    void thePipelinesThatWeShipPassTheirTests() {
        Ran ran = pipelines("test", SHIPPED);

        assertThat(ran.out()).isEqualTo("5 of 5 tests passed\n");
        assertThat(ran.code()).isZero();
    }

    @Test
    void checkSaysWhatIsWrongAndWhere() throws IOException {
        Files.writeString(pipelines.resolve("bad.yml"), "name: bad\nsteps: [{renam: {a: b}}]");
        Ran ran = pipelines("check", pipelines);

        assertThat(ran.out().lines())
                .containsExactly(
                        "bad.yml:2:10: error: Expected a kind of step, or if, name, optional or"
                                + " replace, but found 'renam' (did you mean 'rename'?)",
                        "{\"files\":2,\"pipelines\":1,\"errors\":1,\"warnings\":0}");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aTestThatFailsSaysWhatWasExpected() throws IOException {
        Files.writeString(
                pipelines.resolve("vpn.test.yml"),
                """
                tests:
                  - name: a login
                    source: vpn-1
                    line: login user=alice
                    expect: {user.name: bob}
                  - name: a probe
                    source: vpn-1
                    line: login user=probe
                    dropped: true
                """);
        Ran ran = pipelines("test", pipelines);

        assertThat(ran.out())
                .contains("vpn.test.yml: a login")
                .contains("Expected \"bob\" in user.name, but found \"alice\"")
                .contains("1 of 2 tests passed");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aPipelineWithoutATestIsNamed() {
        Ran ran = pipelines("test", pipelines);

        assertThat(ran.out())
                .contains("Expected a test in which the pipeline acme-vpn runs, but found none");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void runGivesOnePipelineEveryEventAndPlainLinesAreMessages() throws IOException {
        Path events = events("login user=alice\n\nlogout user=probe\n{\"message\":\"x\"}\n");
        Ran ran =
                pipelines(
                        "run",
                        "--pipeline",
                        pipelines.resolve("vpn.yml"),
                        "--events",
                        events,
                        "--json");

        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(3);
        JsonNode first = json(lines.getFirst());
        assertThat(Json.text(first, "event.user.name")).isEqualTo("alice");
        assertThat(json(lines.get(1)).path("dropped").asText())
                .isEqualTo("acme-vpn: step 2 (drop-if)");
        assertThat(ran.err())
                .isEqualTo(
                        "3 events, 1 of them with problems, 1 dropped, 0 unreadable\n"
                                + "not shown: assets, identities and watch lists (--entities), places"
                                + " (--geoip), networks of addresses (--asn)\n");
        assertThat(ran.code()).isZero();
    }

    @Test
    void runSaysWhichPipelinesThereAre() throws IOException {
        Ran ran =
                pipelines(
                        "run",
                        "--pipeline",
                        "acme",
                        "--pipelines",
                        pipelines,
                        "--events",
                        events("x"));

        assertThat(ran.err()).contains("but found 'acme'; there are [acme-vpn]");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void normalizeTakesTheSourceIntoAccountAndReadsGzip() throws IOException {
        Path events = directory.resolve("events.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(events))) {
            out.write("[{\"message\":\"login user=carol\"}]".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(user(normalize("vpn-7", events))).isEqualTo("carol");
        assertThat(user(normalize("web", events))).isNull();
    }

    @Test
    void normalizeShowsWhatTheBuiltInNormalizersMake() throws IOException {
        Path events =
                events(
                        "[12.5] a line that begins like an array\n"
                                + "Jan  1 12:00:00 web-1 sshd[7]: Failed password for root from"
                                + " 192.0.2.1 port 22 ssh2\n");
        Ran ran = normalize("any", events);

        assertThat(ran.out().lines()).hasSize(2);
        JsonNode second = json(ran.out().lines().toList().getLast());
        assertThat(Json.text(second, "event.source.ip")).isEqualTo("192.0.2.1");
    }

    @Test
    void normalizeAddsWhatIsKnownOfHostsUsersAndAddresses() throws IOException {
        Path entities =
                entities(
                        """
                        servers: {kind: assets, entries: {web-1: {criticality: high}}}
                        people: {kind: identities, entries: {root: {owner: ops}}}
                        scanners: {kind: watch, values: [192.0.2.0/24]}
                        """);
        Ran ran = normalize("any", login(), "--entities", entities);

        JsonNode line = json(ran.out());
        assertThat(Json.text(line, "event.host.asset.criticality")).isEqualTo("high");
        assertThat(Json.text(line, "event.user.asset.owner")).isEqualTo("ops");
        assertThat(Json.at(line, "event.tocsin.watch")).hasToString("[\"scanners\"]");
        assertThat(ran.err())
                .endsWith("not shown: places (--geoip), networks of addresses (--asn)\n");
    }

    @Test
    void normalizeSaysWhichWayTrafficGoes() throws IOException {
        Path flow =
                events(
                        "{\"@timestamp\":\"2026-01-01T12:00:00Z\",\"ecs\":{\"version\":\"8.11\"},\"source\":{\"ip\":\"192.0.2.1\"},\"destination\":{\"ip\":\"10.0.0.1\"}}");

        assertThat(direction(normalize("any", flow))).isEqualTo("inbound");
        assertThat(direction(normalize("any", flow, "--internal-networks", "192.0.2.0/24,::1")))
                .isEqualTo("outbound");
    }

    private static @Nullable String direction(Ran ran) throws IOException {
        return Json.text(json(ran.out()), "event.network.direction");
    }

    @Test
    void normalizeSaysWhatIsWrongWithWhatItIsGiven() throws IOException {
        Path nowhere = directory.resolve("nowhere");

        assertThat(refusal("--entities", nowhere))
                .isEqualTo("Expected a file for --entities, but found nothing at " + nowhere);
        assertThat(refusal("--geoip", nowhere)).contains("for --geoip");
        assertThat(refusal("--entities", entities("{a: {kind: cats}}")))
                .startsWith("Expected the kind assets, identities or watch in 'a' of ");
        assertThat(refusal("--entities", entities("{a: {kind: watch, entries: {}}}")))
                .startsWith("Expected 'values', a list, in 'a' of ");
        assertThat(refusal("--entities", entities("{a: {kind: assets}}")))
                .startsWith("Expected 'entries', a map of names to facts, in 'a' of ");
        assertThat(refusal("--internal-networks", "here"))
                .startsWith("Expected a network such as 10.0.0.0/8");
    }

    private String refusal(Object... options) throws IOException {
        Ran ran = normalize("any", login(), options);
        assertThat(ran.code()).isEqualTo(2);
        return ran.err().strip();
    }

    private Path entities(String text) throws IOException {
        return Files.writeString(directory.resolve("entities.yml"), text);
    }

    private Path login() throws IOException {
        return events(
                "Jan  1 12:00:00 web-1 sshd[7]: Failed password for root from 192.0.2.1 port 22"
                        + " ssh2\n");
    }

    private Ran normalize(String source, Path events, Object... more) {
        Object[] common = {"--source", source, "--pipelines", pipelines, "--events", events};
        return Cli.run(
                new NormalizeCommand(),
                Stream.of(common, more, new Object[] {"--json"}).flatMap(Stream::of).toArray());
    }

    private static @Nullable String user(Ran ran) throws IOException {
        return Json.text(json(ran.out()), "event.user.name");
    }

    private Path events(String text) throws IOException {
        return Files.writeString(directory.resolve("events"), text);
    }

    private static JsonNode json(String line) throws IOException {
        return Json.parse(line.getBytes(StandardCharsets.UTF_8));
    }
}
