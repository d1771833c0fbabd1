package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every log source that the public rules have, an event as its sender sends it, and a rule for
 * that log source that must see it. The table is {@code log-sources.txt}.
 */
class LogSourceTableTest {
    private static final Path TABLE = Path.of("src/test/resources/log-sources.txt");
    private static final Instant RECEIVED_AT = Instant.parse("2026-01-01T12:00:00Z");

    /** A row of the table; {@code wanted} is a field and its value, or keywords and one of them. */
    record Row(
            @Nullable String product,
            @Nullable String category,
            @Nullable String service,
            String wanted,
            String event) {

        static Row of(String line) {
            String[] cells = line.split("\\|", 3);
            String[] source = cells[0].strip().split(" ", -1);
            return new Row(
                    dimension(source[0]),
                    dimension(source[1]),
                    dimension(source[2]),
                    cells[1].strip(),
                    cells[2].strip());
        }

        private static @Nullable String dimension(String text) {
            return text.equals("-") ? null : text;
        }

        String logSource() {
            return product + "/" + category + "/" + service;
        }

        @Override
        public String toString() {
            return logSource() + " sees " + wanted;
        }
    }

    static List<Row> rows() throws IOException {
        try (Stream<String> lines = Files.lines(TABLE)) {
            return lines.filter(line -> !line.startsWith("#")).map(Row::of).toList();
        }
    }

    @Test
    void theTableHasEveryLogSourceOnce() throws IOException {
        assertThat(rows()).hasSize(138).extracting(Row::logSource).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRuleSeesTheNormalizedEvent(Row row) throws IOException {
        ObjectNode event = normalized(row);

        assertThat(matches(rule(row, row.wanted()), event)).as("%s", event).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theEventSaysWhatItIsSoThatOtherRulesLeaveItAlone(Row row) throws IOException {
        String elsewhere =
                """
                title: Elsewhere
                name: elsewhere
                logsource: {product: elsewhere, category: elsewhere, service: elsewhere}
                detection:
                  sel: {absent: null}
                  condition: sel
                """;

        assertThat(matches(elsewhere, normalized(row))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anotherValueIsSilent(Row row) throws IOException {
        String other = row.wanted().substring(0, row.wanted().indexOf(": ")) + ": quite-other";

        assertThat(matches(rule(row, other), normalized(row))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRuleSeesTheRawEventWhoseSenderSetsTheLogSource(Row row) throws IOException {
        ObjectNode event = Json.object();
        int colon = row.wanted().indexOf(": ");
        event.put(row.wanted().substring(0, colon), row.wanted().substring(colon + 2));
        new LogSource(row.product(), row.category(), row.service()).putInto(event);

        assertThat(matches(rule(row, row.wanted()), event)).isTrue();
    }

    private static ObjectNode normalized(Row row) throws IOException {
        ObjectNode sent =
                (ObjectNode)
                        Json.parse(row.event().replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return new EventNormalizer().normalize(sent, IngestInfo.of(RECEIVED_AT, "raw-0-1")).event();
    }

    private static boolean matches(String rule, ObjectNode event) {
        Compilation compilation =
                RuleCompiler.compile(List.of(new RuleFile("rule.yml", rule)), Placeholders.none());
        RuleSet rules = compilation.rules();
        assertThat(rules.rules()).as("%s", compilation.problems()).hasSize(1);
        return !rules.match(event).isEmpty();
    }

    private static String rule(Row row, String wanted) {
        StringBuilder source = new StringBuilder();
        dimension("product", row.product(), source);
        dimension("category", row.category(), source);
        dimension("service", row.service(), source);
        int colon = wanted.indexOf(": ");
        String field = wanted.substring(0, colon);
        String value = "'" + wanted.substring(colon + 2) + "'";
        return """
        title: Probe
        name: probe
        logsource:
        %sdetection:
          selection: %s
          condition: selection
        """
                .formatted(
                        source,
                        field.equals("keywords")
                                ? "[" + value + "]"
                                : "{'" + field + "': " + value + "}");
    }

    private static void dimension(String name, @Nullable String value, StringBuilder source) {
        if (value != null) {
            source.append("  ").append(name).append(": ").append(value).append('\n');
        }
    }
}
