package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static dev.tocsin.rules.plan.CorrelationType.VALUE_COUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.plan.CorrelationPlan;
import org.junit.jupiter.api.Test;

/** Lines 22 and 23. */
class ValueCountTest {
    private static final CorrelationPlan THREE_PORTS =
            plan(VALUE_COUNT).gte(3).fields("destination.port").build();

    @Test
    void countsDistinctValues() {
        GroupDriver group = new GroupDriver(THREE_PORTS).values(0, "22").values(1, "22");

        assertThat(group.values(2, "80").alerts()).isEmpty();
        assertThat(group.values(3, "443").alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.value()).isEqualTo(3);
                            assertThat(alert.count()).isEqualTo(4);
                        });
    }

    @Test
    void doesNotCountSpellingsOfOneValue() {
        GroupDriver group = new GroupDriver(THREE_PORTS);

        group.values(0, "Admin").values(1, "ADMIN").values(2, "admin");

        assertThat(group.alerts()).isEmpty();
    }

    @Test
    void aListContributesEachElement() {
        assertThat(new GroupDriver(THREE_PORTS).values(0, "22", "80", "443").alerts()).hasSize(1);
    }

    @Test
    void theDistinctWindowIsNotLongerThanTheTimespan() {
        GroupDriver group = new GroupDriver(THREE_PORTS).values(0, "22").values(30, "80");

        assertThat(group.values(61, "443").alerts()).isEmpty();
        assertThat(group.values(90, "22").alerts()).hasSize(1);
    }
}
