package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Metadata;
import dev.tocsin.rules.plan.Metadata.Related;
import dev.tocsin.rules.plan.Origin;
import dev.tocsin.rules.plan.RulePlan;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MetadataTest {
    private static final String FILE =
            """
            title: One
            name: one
            id: 0b5c1a5e-6c9c-4d0c-9a66-0d7c1c9a0001
            related:
              - {id: 0b5c1a5e-6c9c-4d0c-9a66-0d7c1c9a0002, type: derived}
            taxonomy: ours
            status: test
            description: What it finds
            license: MIT
            references: [https://example.org/a]
            author: [A. Nother, B. Other]
            date: 2026/01/31
            modified: 2026-02-01
            level: high
            tags: [attack.t1059]
            falsepositives: [None]
            fields: [User]
            scope: [servers]
            owner: {team: blue, pager: 42, on-call: true}
            reviewed: null
            logsource: {product: test}
            detection:
              selection: {a: 1}
              condition: selection
            ---
            title: Two
            name: two
            status: experimental
            runbook: R7
            correlation: {type: event_count, rules: one, timespan: 5m, condition: {gte: 5}}
            """;

    private final Compiled compiled = Compiled.file(FILE).sound();

    @Test
    void everyFieldOfARuleIsKept() {
        RulePlan rule = Objects.requireNonNull(compiled.rules().rule("one"));
        Metadata metadata = rule.metadata();

        assertThat(metadata.sigmaId()).isEqualTo("0b5c1a5e-6c9c-4d0c-9a66-0d7c1c9a0001");
        assertThat(metadata.name()).isEqualTo("one");
        assertThat(metadata.related())
                .containsExactly(new Related("0b5c1a5e-6c9c-4d0c-9a66-0d7c1c9a0002", "derived"));
        assertThat(metadata.taxonomy()).isEqualTo("ours");
        assertThat(metadata.status()).isEqualTo("test");
        assertThat(metadata.license()).isEqualTo("MIT");
        assertThat(metadata.date()).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(metadata.modified()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(metadata.fields()).containsExactly("User");
        assertThat(metadata.scope()).containsExactly("servers");
        assertThat(rule.alertRule().author()).isEqualTo("A. Nother, B. Other");
        assertThat(rule.alertRule().falsePositives()).containsExactly("None");
    }

    @Test
    void fieldsThatSigmaDoesNotKnowAreKeptInOrder() {
        RulePlan rule = Objects.requireNonNull(compiled.rules().rule("one"));

        assertThat(rule.metadata().custom().keySet()).containsExactly("owner", "reviewed");
        assertThat(rule.metadata().custom().get("owner"))
                .hasToString("{\"team\":\"blue\",\"pager\":42,\"on-call\":true}");
    }

    @Test
    void plansKnowWhereTheyComeFrom() {
        RulePlan rule = Objects.requireNonNull(compiled.rules().rule("one"));
        CorrelationPlan correlation = Objects.requireNonNull(compiled.rules().correlation("two"));

        assertThat(rule.origin()).isEqualTo(new Origin("test.yml", 1, 1));
        assertThat(correlation.origin()).isEqualTo(new Origin("test.yml", 2, 26));
        assertThat(correlation.metadata().status()).isEqualTo("experimental");
        assertThat(correlation.metadata().custom()).containsOnlyKeys("runbook");
    }
}
