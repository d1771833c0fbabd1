package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static dev.tocsin.rules.plan.CorrelationType.TEMPORAL;
import static dev.tocsin.rules.plan.CorrelationType.TEMPORAL_ORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines 17 and 24. */
class TemporalTest {
    private static final CorrelationPlan ALL = plan(TEMPORAL).rules("a", "b", "c").build();
    private static final CorrelationPlan ANY_TWO =
            plan(TEMPORAL).rules("a", "b", "c").gte(2).build();
    private static final CorrelationPlan FAIL_FAIL_SUCCESS =
            plan(TEMPORAL_ORDERED).rules("fail", "fail", "success").build();

    @Test
    void needsAllRulesInAnyOrder() {
        GroupDriver group = new GroupDriver(ALL).matching(0, 2).matching(10, 0);
        assertThat(group.alerts()).isEmpty();

        assertThat(group.matching(20, 1).alerts()).hasSize(1);
    }

    @Test
    void oneEventServesAllRulesThatItMatches() {
        assertThat(new GroupDriver(ALL).matching(0, 0, 1, 2).alerts()).hasSize(1);
    }

    @Test
    void needsOnlySoManyDifferentRulesAsTheConditionSays() {
        assertThat(new GroupDriver(ANY_TWO).matching(0, 0).matching(1, 0).alerts()).isEmpty();
        assertThat(new GroupDriver(ANY_TWO).matching(0, 0).matching(1, 2).alerts()).hasSize(1);
    }

    @Test
    void theFrameHoldsForAllRules() {
        GroupDriver group = new GroupDriver(ALL).matching(0, 0).matching(30, 1);

        assertThat(group.matching(61, 2).alerts()).isEmpty();
    }

    @Test
    void theOrderOfTheListHolds() {
        GroupDriver wrong = new GroupDriver(FAIL_FAIL_SUCCESS);
        wrong.matching(0, 0, 1).matching(1, 2).matching(2, 0, 1);
        assertThat(wrong.alerts()).isEmpty();

        assertThat(wrong.matching(3, 2).alerts()).hasSize(1);
    }

    @Test
    void oneEventServesOnePositionOnly() {
        GroupDriver group = new GroupDriver(FAIL_FAIL_SUCCESS);

        assertThat(group.matching(0, 0, 1).matching(1, 2).alerts()).isEmpty();
        assertThat(group.matching(2, 0, 1, 2).alerts()).isEmpty();
        assertThat(group.matching(3, 2).alerts()).hasSize(1);
    }

    @Test
    void theOrderIsThatOfEventTimeNotOfArrival() {
        GroupDriver group = new GroupDriver(FAIL_FAIL_SUCCESS);

        group.matching(9, 2).matching(5, 0, 1);

        assertThat(group.alerts()).isEmpty();
        assertThat(group.matching(3, 0, 1).alerts()).hasSize(1);
    }

    @Test
    void equalTimesCountAsOrdered() {
        GroupDriver group = new GroupDriver(FAIL_FAIL_SUCCESS);

        group.matching(0, 2).matching(0, 0, 1).matching(0, 0, 1);

        assertThat(group.alerts()).hasSize(1);
    }

    @Test
    void otherEventsInBetweenDoNotMatterAndAreEvidence() {
        CorrelationPlan plan = plan(TEMPORAL_ORDERED).rules("a", "b").build();

        GroupDriver group = new GroupDriver(plan).matching(0, 0).matching(1, 0).matching(2, 1);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.count()).isEqualTo(3));
    }

    @Test
    void aChainOfSomePositionsIsEnoughWhenTheConditionSaysSo() {
        CorrelationPlan plan = plan(TEMPORAL_ORDERED).rules("a", "a", "b").gte(2).build();

        assertThat(new GroupDriver(plan).matching(0, 0, 1).matching(1, 0, 1).alerts()).hasSize(1);
        assertThat(new GroupDriver(plan).matching(0, 2).matching(1, 0, 1).alerts()).isEmpty();
    }

    /** What is kept beside the state for speed knows nothing of events from before it was made. */
    @Test
    void lateEventAfterARestartCompletesAFrameFromBeforeIt() {
        Iterator<Boolean> written = List.of(false, true, false, false).iterator();
        GroupDriver group =
                new GroupDriver(plan(TEMPORAL).rules("a", "b").timespan(5).build(), written::next);

        group.matching(0, 0).matching(60, 1).matching(120, 1).matching(2, 1);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert ->
                                assertThat(FinalAlert.ids(alert.evidence()))
                                        .containsExactly("e1", "e4"));
    }
}
