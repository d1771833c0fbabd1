package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static dev.tocsin.rules.plan.CorrelationType.NEW_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.CorrelationPlan;
import org.junit.jupiter.api.Test;

/** Line 30. */
class NewValueTest {
    private static final CorrelationPlan PLAN =
            plan(NEW_VALUE).fields("host.name").grace(500).remembers(1_000, 100).build();

    @Test
    void learnsInSilenceAndThenNamesWhatIsNew() {
        GroupDriver group = new GroupDriver(PLAN).values(0, "web").values(100, "db");
        assertThat(group.signals()).isEmpty();

        group.values(101, "mail").values(102, "web");

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.group())
                                    .containsEntry("host.name", "mail")
                                    .containsEntry("user.name", "alice");
                            assertThat(alert.count()).isEqualTo(1);
                            assertThat(alert.alertId())
                                    .isEqualTo(ContentId.of("c", "alice", "101000", "mail"));
                        });
    }

    @Test
    void aValueIsKnownInAnySpelling() {
        GroupDriver group = new GroupDriver(PLAN).values(0, "web").values(200, "WEB");

        assertThat(group.alerts()).isEmpty();
    }

    @Test
    void aValueIsForgottenAfterTheHistory() {
        assertThat(new GroupDriver(PLAN).values(0, "web").values(1_000, "web").alerts()).isEmpty();
        assertThat(new GroupDriver(PLAN).values(0, "web").values(1_001, "web").alerts()).hasSize(1);
    }

    @Test
    void eachSightingKeepsTheValueKnown() {
        GroupDriver group = new GroupDriver(PLAN).values(0, "web").values(900, "web");

        assertThat(group.values(1_800, "web").alerts()).isEmpty();
    }

    @Test
    void aLateSightingMovesTheAlertToIt() {
        GroupDriver group = new GroupDriver(PLAN).values(0, "web").values(400, "mail");
        String id = group.alerts().getFirst().alertId();

        group.values(300, "Mail");

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.alertId()).isEqualTo(id);
                            assertThat(alert.revision()).isEqualTo(2);
                            assertThat(alert.firstMs()).isEqualTo(300_000);
                            assertThat(alert.group()).containsEntry("host.name", "Mail");
                            assertThat(alert.late()).isTrue();
                        });
    }

    @Test
    void aLateSightingThatMakesTheValueKnownRetractsTheAlert() {
        GroupDriver group = new GroupDriver(PLAN).values(0, "web").values(400, "mail");

        group.values(50, "mail");

        assertThat(group.alerts()).isEmpty();
        assertThat(group.signals().getLast().state().text()).isEqualTo("retracted");
    }

    @Test
    void aLateSightingBetweenTwoRunsRetractsTheSecondAlert() {
        CorrelationPlan plan =
                plan(NEW_VALUE).fields("host.name").grace(500).remembers(60, 0).build();
        GroupDriver group = new GroupDriver(plan).values(0, "web").values(10, "db");
        group.values(100, "db");
        assertThat(group.alerts()).hasSize(2);

        group.values(50, "db");

        assertThat(group.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.firstMs()).isEqualTo(10_000));
    }

    @Test
    void anEarlierFirstEventOfTheGroupEndsTheLearningEarlier() {
        GroupDriver group = new GroupDriver(PLAN).values(200, "web").values(250, "mail");
        assertThat(group.alerts()).isEmpty();

        group.values(0, "db");

        assertThat(group.alerts()).hasSize(2);
    }

    @Test
    void anAlertIsFinalWhenNoSightingCanComeBeforeIt() {
        GroupDriver group = new GroupDriver(PLAN).values(0, "web").values(200, "mail");

        assertThat(group.wakeUpAtMs()).isEqualTo(700_001);
        assertThat(group.streamReaches(701).signals().getLast().state().text()).isEqualTo("final");
        assertThat(group.hasState()).isTrue();
        assertThat(group.values(800, "mail").signals()).hasSize(2);
    }

    @Test
    void aGroupThatWasSilentForLongerThanItIsRememberedLearnsAnew() {
        GroupDriver kept = new GroupDriver(PLAN).values(0, "web").values(1_501, "mail");
        GroupDriver forgotten = new GroupDriver(PLAN).values(0, "web").streamReaches(10_000);

        assertThat(kept.values(1_600, "db").alerts()).isEmpty();
        assertThat(forgotten.hasState()).isFalse();
        assertThat(forgotten.values(10_000, "mail").values(10_099, "db").alerts()).isEmpty();
        assertThat(kept.values(1_602, "dns").alerts()).hasSize(1);
        assertThat(forgotten.values(10_101, "dns").alerts()).hasSize(1);
    }

    @Test
    void aLateEventThatBreaksTheSilenceMakesTheNewsNewsAgain() {
        GroupDriver group = new GroupDriver(PLAN).values(0, "web").values(1_510, "mail");
        assertThat(group.alerts()).isEmpty();

        group.values(1_490, "web");

        assertThat(group.alerts())
                .extracting(Signal::firstMs)
                .containsExactlyInAnyOrder(1_490_000L, 1_510_000L);
    }
}
