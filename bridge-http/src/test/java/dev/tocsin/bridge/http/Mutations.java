package dev.tocsin.bridge.http;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Bodies that are almost what they should be, the same ones for the same seed: bytes changed,
 * repeated, left out, and bodies cut off. Others with {@code -Dtocsin.fuzz.seed=…}, more with
 * {@code -Dtocsin.fuzz.cases=…}.
 */
public final class Mutations {
    private static final long SEED = Long.getLong("tocsin.fuzz.seed", 20_260_101);
    private static final int CASES = Integer.getInteger("tocsin.fuzz.cases", 20_000);
    private static final int MOST_CHANGES = 4;

    private final Random random = new Random(SEED);
    private final List<byte[]> seeds;

    private Mutations(List<byte[]> seeds) {
        this.seeds = seeds;
    }

    /** Hands every case to a check; what it throws names the case. */
    public static void of(List<byte[]> seeds, Consumer<byte[]> check) {
        Mutations mutations = new Mutations(seeds);
        for (int i = 0; i < CASES; i++) {
            byte[] body = mutations.next();
            try {
                check.accept(body);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "case %d of -Dtocsin.fuzz.seed=%d: %s"
                                .formatted(i, SEED, Arrays.toString(body)),
                        e);
            }
        }
    }

    private byte[] next() {
        byte[] body = seeds.get(random.nextInt(seeds.size())).clone();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0 && body.length > 0; i--) {
            body = changed(body);
        }
        return body;
    }

    private byte[] changed(byte[] body) {
        int at = random.nextInt(body.length);
        switch (random.nextInt(5)) {
            case 0 -> body[at] = (byte) random.nextInt(256);
            case 1 -> body[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                return Arrays.copyOf(body, at);
            }
            case 3 -> {
                return joined(body, at, at + random.nextInt(body.length - at));
            }
            default -> {
                return joined(body, at, random.nextInt(at + 1));
            }
        }
        return body;
    }

    /** The bytes up to one place, and those from another on: less, or some twice. */
    private static byte[] joined(byte[] body, int to, int from) {
        byte[] out = Arrays.copyOf(body, to + body.length - from);
        System.arraycopy(body, from, out, to, body.length - from);
        return out;
    }
}
