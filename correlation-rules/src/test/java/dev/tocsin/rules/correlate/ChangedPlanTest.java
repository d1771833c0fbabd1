package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static dev.tocsin.rules.plan.CorrelationType.EVENT_COUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A correlation that is changed, and reads its events once more. */
class ChangedPlanTest {
    private static final CorrelationPlan THREE = plan(EVENT_COUNT).gte(3).build();
    private static final CorrelationPlan TWO = plan(EVENT_COUNT).gte(2).fingerprint("g").build();

    private final GroupDriver before = new GroupDriver(THREE).at(0, 10, 20);

    @Test
    void anAlertThatComesBackGoesOnFromItsLastRevision() {
        GroupDriver after = before.under(TWO).at(0, 10, 20);

        assertThat(after.signals())
                .extracting(Signal::state)
                .startsWith(AlertState.FINAL, AlertState.OPEN);
        assertThat(after.signals()).extracting(Signal::revision).startsWith(2, 3);
        assertThat(after.signals()).extracting(Signal::alertId).containsOnly(idOfBefore());
    }

    @Test
    void itIsKnownThoughTheGroupIsClosedBeforeItsEventsComeAgain() {
        GroupDriver after = before.under(TWO).wakeAtMs(25_000);
        assertThat(after.hasState()).isTrue();
        assertThat(after.signals()).extracting(Signal::revision).containsExactly(2);

        after.at(0, 10);

        assertThat(after.signals()).extracting(Signal::revision).containsExactly(2, 3);
    }

    @Test
    void itIsForgottenWhenNoEventCanBringItBack() {
        GroupDriver after = before.under(TWO).wakeAtMs(25_000);

        long untilMs = 20_000 + TWO.timespan().toMillis() + TWO.grace().toMillis();
        assertThat(after.wakeUpAtMs()).isEqualTo(untilMs + 1);
        assertThat(after.wakeAtMs(untilMs).hasState()).isTrue();
        assertThat(after.wakeAtMs(untilMs + 1).hasState()).isFalse();
    }

    @Test
    void aGroupOfWhichNothingWasSaidLeavesNothing() {
        GroupDriver quiet = new GroupDriver(THREE).at(0, 10);

        assertThat(quiet.under(TWO).wakeAtMs(25_000).hasState()).isFalse();
    }

    @Test
    void aSecondChangeKeepsWhatTheFirstLeft() {
        CorrelationPlan again = plan(EVENT_COUNT).gte(3).fingerprint("h").build();

        GroupDriver last = before.under(TWO).wakeAtMs(25_000).under(again).wakeAtMs(26_000);

        assertThat(last.at(0, 10, 20).signals()).extracting(Signal::revision).containsExactly(3);
    }

    @Test
    void onlySoManyAreKnown() {
        Revisions revisions = new Revisions(List.of());
        for (int i = 0; i <= Revisions.MOST; i++) {
            revisions.note("a" + i, 7, 1_000);
        }

        assertThat(revisions.all()).hasSize(Revisions.MOST);
        assertThat(revisions.take("a0")).isZero();
        assertThat(revisions.take("a1")).isEqualTo(7);
    }

    @Test
    void whatIsForgottenWithTheChangeIsCounted() {
        CorrelationPlan two = plan(EVENT_COUNT).timespan(1).gte(2).build();
        GroupDriver many = new GroupDriver(two);
        for (int i = 0; i < Revisions.MOST + 3; i++) {
            many.at(4L * i, 4L * i + 1);
        }

        CorrelationPlan three = plan(EVENT_COUNT).timespan(1).gte(3).fingerprint("g").build();
        GroupDriver after = many.under(three).at(4L * Revisions.MOST);

        assertThat(after.lost(Loss.REVISIONS)).isEqualTo(3);
    }

    private String idOfBefore() {
        return before.signals().getFirst().alertId();
    }
}
