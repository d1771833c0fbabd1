package dev.tocsin.rules.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.rules.source.RuleFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestFileReaderTest {

    @Test
    void repeatsAndVariesEvents() {
        RuleTest test =
                read("""
                        tests:
                          - name: t
                            events:
                              - at: 2026-01-01T12:00:00Z
                                repeat: 3
                                every: 2s
                                vary: {user: [a, b], port: [22, 80]}
                                event: {m: "{{n}} {{user}} {{at}}", p: "{{port}}", k: [1, "x"]}
                            alerts: [{rule: r, count: 3}]
                        """)
                        .getFirst();

        assertThat(test.events())
                .extracting(sent -> sent.event().toString())
                .containsExactly(
                        "{\"m\":\"1 a 2026-01-01T12:00:00Z\",\"p\":22,\"k\":[1,\"x\"]}",
                        "{\"m\":\"2 b 2026-01-01T12:00:02Z\",\"p\":80,\"k\":[1,\"x\"]}",
                        "{\"m\":\"3 a 2026-01-01T12:00:04Z\",\"p\":22,\"k\":[1,\"x\"]}");
        assertThat(test.alerts()).hasSize(1);
    }

    @Test
    void eventsArriveInTheOrderOfTheirTimes() {
        RuleTest test =
                read("""
                        tests:
                          - name: t
                            events:
                              - {at: 2026-01-01T12:00:00Z, repeat: 2, every: 1m, event: {n: "{{n}}"}}
                              - {at: 2026-01-01T12:00:30Z, event: {n: between}}
                            alerts: []
                        """)
                        .getFirst();

        assertThat(test.events())
                .extracting(sent -> sent.event().path("n").asText())
                .containsExactly("1", "between", "2");
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused(
                "rules: []",
                "Expected a test file with keys among [lists, tests], but found rules");
        assertRefused("tests: 3", "Expected a list under tests of a test file, but found 3");
        assertRefused("tests: [{name: t}]", "in 't': Expected a test with the key events");
        assertRefused(
                "tests: [{name: t, events: [{at: noon, event: {}}], alerts: []}]",
                "in 't': Expected a time such as 2026-01-01T12:00:00Z, but found noon");
        assertRefused("tests: [{name: t, events: [], alerts: [{ruel: x}]}]", "but found ruel");
        assertRefused(
                "tests: [{name: t, events: [{at: 2026-01-01T12:00:00Z, event: {m: '{{who}}'}}],"
                        + " alerts: []}]",
                "but found {{who}}: add it under vary");
        assertRefused("tests: [", "Expected YAML, but found");
    }

    private static void assertRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text))
                .withMessageContaining(message);
    }

    private static List<RuleTest> read(String text) {
        return TestFileReader.read(new RuleFile("a.test.yml", text));
    }
}
