package dev.tocsin.topology.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.correlate.ChunkStore;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.CorrelationState;
import dev.tocsin.rules.correlate.CorrelationStep;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.source.RuleFile;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredGroupTest {
    private static final String RULES =
            """
            title: Base
            name: base
            logsource: {product: any}
            detection: {selection: {a: x}, condition: selection}
            level: low
            ---
            title: Two of them
            name: two
            correlation:
              type: event_count
              rules: [base]
              timespan: 5m
              condition: {gte: 2}
            level: low
            """;

    /** The head is a file format: the step's state behind it has a version of its own. */
    @Test
    void keepsItsForm() {
        byte[] bytes = new StoredGroup("two", 1, 2, 3, state()).encode(7, 2);
        assertThat(HexFormat.of().formatHex(bytes))
                .startsWith(
                        "02"
                                + "00000007"
                                + "02"
                                + "0000000000000001"
                                + "0000000000000002"
                                + "0000000000000003"
                                + "0003"
                                + "74776f");
    }

    @Test
    void comesBackAsItWas() {
        StoredGroup stored = new StoredGroup("two", 1, 2, Long.MAX_VALUE, state());
        StoredGroup read = StoredGroup.decode(stored.encode(7, 2), ChunkStore.inMemory());
        assertThat(read.correlationId()).isEqualTo("two");
        assertThat(read.touchedMs()).isEqualTo(1);
        assertThat(read.wakeAtMs()).isEqualTo(2);
        assertThat(read.deadlineMs()).isEqualTo(Long.MAX_VALUE);
        assertThat(read.state().fingerprint()).isEqualTo(plan().fingerprint());
        assertThat(read.encode(7, 2)).isEqualTo(stored.encode(7, 2));
    }

    @Test
    void refusesAnotherVersion() {
        byte[] bytes = new StoredGroup("two", 1, 2, 3, state()).encode(7, 2);
        bytes[0] = 9;
        assertThatThrownBy(() -> StoredGroup.decode(bytes, ChunkStore.inMemory()))
                .hasMessage("Expected version 2 of a group's state, but found 9");
    }

    static CorrelationState state() {
        Contribution contribution =
                new Contribution(
                        "two",
                        "",
                        Map.of(),
                        1,
                        List.of(),
                        new EventRef("id", 1_000, "raw", 0, 0),
                        Map.of(),
                        List.of());
        CorrelationState state = CorrelationStep.contribute(plan(), null, contribution).state();
        if (state == null) {
            throw new AssertionError("Expected a state, but the step dropped it");
        }
        return state;
    }

    private static CorrelationPlan plan() {
        return RuleCompiler.compile(List.of(new RuleFile("two.yml", RULES)), Placeholders.none())
                .rules()
                .correlations()
                .iterator()
                .next();
    }
}
