package dev.tocsin.topology.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.eval.PlainMatcher;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topology.deadletter.RawReader;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import dev.tocsin.topology.normalize.NormalizedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a sender sends is a dead letter with a reason, or an event that rules can look at. More
 * cases with {@code -Dtocsin.fuzz.cases=…}, others with {@code -Dtocsin.fuzz.seed=…}.
 */
class EventFuzzTest {
    private static final int CASES = Integer.getInteger("tocsin.fuzz.cases", 3_000);
    private static final long SEED = Long.getLong("tocsin.fuzz.seed", 20_260_101);
    private static final Duration GENEROUS = Duration.ofSeconds(20);
    private static final Instant ARRIVAL = Instant.parse("2026-01-01T12:00:00Z");
    private static final String ODD_RULES =
            """
            title: Odd
            name: odd
            logsource: {product: windows}
            detection:
              s: {EventID|gte: 1, Image|re: '.*', 'CommandLine|contains|all': [a, e]}
              k: [a, '1*9']
              n: {Channel: null}
              t: {UtcTime|hour|gte: 3}
              c: {SourceIp|cidr: 10.0.0.0/8}
              f: {Image|fieldref|endswith: OriginalFileName}
              condition: 1 of them
            """;

    private final EventNormalizer normalizer = new EventNormalizer();

    @Test
    void everyRecordIsADeadLetterOrAnEvent() throws IOException {
        EventMutations mutations = new EventMutations(SEED, goldenEvents());
        RuleSet rules = rules();
        PlainMatcher plain = new PlainMatcher(rules.rules());
        int events = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = mutations.next();
            String replay =
                    "case %d of -Dtocsin.fuzz.seed=%d: %s"
                            .formatted(i, SEED, new String(bytes, StandardCharsets.UTF_8));
            events +=
                    assertTimeoutPreemptively(
                                    GENEROUS, () -> isEvent(bytes, rules, plain, replay), replay)
                            ? 1
                            : 0;
        }
        assertThat(events).isBetween(CASES / 2, CASES - 1);
    }

    private boolean isEvent(byte[] bytes, RuleSet rules, PlainMatcher plain, String replay) {
        try {
            return switch (RawReader.read(bytes)) {
                case RawReader.Unreadable(String reason) -> {
                    assertThat(reason).as(replay).startsWith("Expected one JSON object, but found");
                    yield false;
                }
                case RawReader.Sent(ObjectNode sent) -> {
                    checkEvent(sent, rules, plain, replay);
                    yield true;
                }
            };
        } catch (RuntimeException | IOException e) {
            throw new AssertionError(replay, e);
        }
    }

    private void checkEvent(ObjectNode sent, RuleSet rules, PlainMatcher plain, String replay)
            throws IOException {
        ObjectNode before = sent.deepCopy();
        NormalizedEvent normalized =
                normalizer.normalize(sent, IngestInfo.of(ARRIVAL, "tocsin.events.raw.v1-0-1"));
        ObjectNode event = normalized.event();

        assertThat(sent).as(replay).isEqualTo(before);
        assertThat(Instant.parse(event.path("@timestamp").asText()).toEpochMilli())
                .as(replay)
                .isEqualTo(normalized.timeMs());
        assertThat(Json.text(event, "event.id")).as(replay).isEqualTo(normalized.id());
        assertThat(Json.at(event, "tocsin.pipeline")).as(replay).isNotEmpty();
        assertThat(Json.parse(Json.bytes(event)).isObject()).as(replay).isTrue();
        assertThat(rules.match(event)).as(replay).isEqualTo(plain.match(event));
    }

    private static RuleSet rules() throws IOException {
        Path shipped = Path.of("../correlation-rules/rules");
        List<RuleFile> files = new ArrayList<>(RuleDirectory.read(shipped));
        files.add(new RuleFile("odd.yml", ODD_RULES));
        return RuleCompiler.compile(files, RuleDirectory.lists(shipped)::get).rules();
    }

    private static List<ObjectNode> goldenEvents() throws IOException {
        List<ObjectNode> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/normalize"))) {
            for (Path file :
                    files.filter(p -> p.toString().endsWith(".sent.json")).sorted().toList()) {
                events.add((ObjectNode) Json.parse(Files.readAllBytes(file)));
            }
        }
        return events;
    }
}
