package dev.tocsin.rules.fuzz;

/**
 * How much is tried: few cases of one seed in every build, more with {@code -Dtocsin.fuzz.cases=…}
 * and {@code -Dtocsin.fuzz.seed=…}.
 */
final class Fuzz {
    private static final int CASES = 1_500;
    private static final long SEED = 20_260_101;

    private Fuzz() {}

    static int cases() {
        return Integer.getInteger("tocsin.fuzz.cases", CASES);
    }

    static long seed() {
        return Long.getLong("tocsin.fuzz.seed", SEED);
    }

    /** What a failed test says, so that it can be run again. */
    static String replay(int number) {
        return "case %d of -Dtocsin.fuzz.seed=%d".formatted(number, seed());
    }
}
