package dev.tocsin.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Lines 36 and 44: whatever the order of arrival, the partitions and the crashes, the final alerts
 * are those of the oracle.
 */
class OracleTest {
    /** With {@code -Dtocsin.oracle.trials} more of them, from {@code tocsin.seed} on. */
    private static final int TRIALS = Integer.getInteger("tocsin.oracle.trials", 2_000);

    @Test
    void finalAlertsAreThoseOfTheOracleWhateverHappens() {
        long first = Long.getLong("tocsin.seed", new Random().nextLong(1_000_000_000));
        System.out.println("oracle: " + TRIALS + " trials from seed " + first + " on");

        List<Verdict> verdicts =
                LongStream.range(first, first + TRIALS).parallel().mapToObj(Trial::play).toList();

        assertThat(verdicts.stream().filter(verdict -> !verdict.holds()).map(Verdict::report))
                .isEmpty();
        assertThat(verdicts.stream().mapToLong(Verdict::alerts).sum())
                .as("alerts that must be found")
                .isGreaterThan(10L * TRIALS);
        assertThat(verdicts.stream().mapToLong(Verdict::crashes).sum())
                .as("crashes")
                .isGreaterThan(5L * TRIALS);
    }

    @Test
    void aTrialIsAFunctionOfItsSeed() {
        assertThat(Trial.play(42)).isEqualTo(Trial.play(42));
    }
}
