package dev.tocsin.desk.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalBudgetTest {
    private static final long NOW = 1_000_000;
    private static final long LATER = NOW + RefusalBudget.WINDOW.toMillis();

    private final RefusalBudget budget = new RefusalBudget();

    @Test
    void asvs1634OneAddressFillsNothing() {
        assertThat(taken(1_000, false, "one")).isEqualTo(RefusalBudget.MAX_OF_ONE);
    }

    @Test
    void asvs1634ManyAddressesFillNothing() {
        long taken =
                IntStream.range(0, 10_000)
                        .filter(i -> budget.take("address " + i, false, NOW))
                        .count();

        assertThat(taken).isEqualTo(RefusalBudget.MAX_STRANGERS);
    }

    @Test
    void aFloodOfStrangersHidesNobodyWhoIsKnown() {
        IntStream.range(0, 10_000).forEach(i -> budget.take("address " + i, false, NOW));

        assertThat(budget.take("key ada", true, NOW)).isTrue();
    }

    @Test
    void tellsHowManyWereLeftOutOnceTheirTimeIsOver() {
        taken(12, false, "one");

        assertThat(budget.leftOut(LATER - 1)).isZero();
        assertThat(budget.leftOut(LATER)).isEqualTo(12 - RefusalBudget.MAX_OF_ONE);
        assertThat(budget.leftOut(LATER)).isZero();
    }

    @Test
    void startsAnewAfterAWhile() {
        taken(100, false, "one");

        assertThat(budget.take("one", false, LATER)).isTrue();
    }

    private long taken(int times, boolean known, String caller) {
        return IntStream.range(0, times).filter(_ -> budget.take(caller, known, NOW)).count();
    }
}
