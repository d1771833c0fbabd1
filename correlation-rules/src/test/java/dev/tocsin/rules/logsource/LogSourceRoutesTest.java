package dev.tocsin.rules.logsource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LogSourceRoutesTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/logsource-routes.txt", delimiter = '|', quoteCharacter = '`')
    void anEventsFieldsSayItsLogSource(String event, String expected) throws IOException {
        assertThat(text(route(LogSourceRoutes.shipped(), event))).isEqualTo(expected);
    }

    @Test
    void theFirstRouteThatHoldsCounts() throws IOException {
        LogSourceRoutes routes =
                routes(
                        """
                        logsource: {product: first}
                        when: {a: 1}
                        ---
                        logsource: {product: second, service: s}
                        when: {a: "*"}
                        """);

        assertThat(text(route(routes, "{'a':1}"))).isEqualTo("first - -");
        assertThat(text(route(routes, "{'a':2}"))).isEqualTo("second - s");
        assertThat(text(route(routes, "{'b':1}"))).isEqualTo("- - -");
    }

    @Test
    void aRouteThatGoesOnLeavesTheRestToLaterOnes() throws IOException {
        LogSourceRoutes routes =
                routes(
                        """
                        logsource: {category: c}
                        when: {a: 1}
                        continue: true
                        ---
                        logsource: {category: other, product: "{os.name}"}
                        when: {os.name: "*"}
                        """);

        assertThat(text(route(routes, "{'a':1,'os':{'name':'BeOS'}}"))).isEqualTo("beos c -");
    }

    @Test
    void everyTestOfOneMapMustHoldAndAnyMapWillDo() throws IOException {
        LogSourceRoutes routes =
                routes(
                        """
                        logsource: {product: p}
                        when:
                          - {a: 1, b: 2}
                          - {c: ["x*", "*y", "*mid*", exact]}
                        """);

        assertThat(text(route(routes, "{'a':1}"))).isEqualTo("- - -");
        assertThat(text(route(routes, "{'a':1,'b':[3,2]}"))).isEqualTo("p - -");
        for (String value : new String[] {"Xanadu", "only", "amidst", "EXACT"}) {
            assertThat(text(route(routes, "{'c':'" + value + "'}"))).as(value).isEqualTo("p - -");
        }
        assertThat(text(route(routes, "{'c':'exactly so'}"))).isEqualTo("- - -");
    }

    @Test
    void aBrokenFileSaysWhereItIsBroken() {
        List<Problem> problems = new ArrayList<>();

        LogSourceRoutes.of(
                List.of(
                        new RuleFile(
                                "mine.yml",
                                """
                                logsource: {product: p, servise: s}
                                when: {a: {b: c}}
                                ---
                                logsource: {product: p}
                                wen: {a: 1}
                                ---
                                logsource: p
                                when: [1]
                                continue: maybe
                                """)),
                problems);

        assertThat(problems)
                .extracting(Problem::toString)
                .satisfiesExactlyInAnyOrder(
                        text ->
                                assertThat(text)
                                        .startsWith("mine.yml:1:25: error: ")
                                        .contains("'servise'"),
                        text ->
                                assertThat(text)
                                        .startsWith("mine.yml:2:11: error: ")
                                        .contains("a map"),
                        text ->
                                assertThat(text)
                                        .startsWith("mine.yml:5:1: error: ")
                                        .contains("'wen'"),
                        text ->
                                assertThat(text)
                                        .startsWith("mine.yml:4:1: error: ")
                                        .contains("when, includes"),
                        text ->
                                assertThat(text)
                                        .startsWith("mine.yml:7:12: error: ")
                                        .contains("'p'"),
                        text ->
                                assertThat(text)
                                        .startsWith("mine.yml:8:8: error: ")
                                        .contains("'1'"),
                        text ->
                                assertThat(text)
                                        .startsWith("mine.yml:9:11: error: ")
                                        .contains("'maybe'"));
    }

    private static LogSourceRoutes routes(String yaml) {
        List<Problem> problems = new ArrayList<>();
        LogSourceRoutes routes = LogSourceRoutes.of(List.of(new RuleFile("t.yml", yaml)), problems);
        assertThat(problems).isEmpty();
        return routes;
    }

    private static LogSource route(LogSourceRoutes routes, String event) throws IOException {
        return routes.route(Json.parse(event.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(LogSource source) {
        return String.join(
                " ",
                source.product() == null ? "-" : source.product(),
                source.category() == null ? "-" : source.category(),
                source.service() == null ? "-" : source.service());
    }
}
