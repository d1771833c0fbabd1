package dev.tocsin.topology.correlate;

import dev.tocsin.rules.correlate.ChunkStore;
import dev.tocsin.rules.correlate.CorrelationState;
import dev.tocsin.rules.correlate.StateCodec;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is stored of one group.
 *
 * @param correlationId the correlation that it belongs to
 * @param touchedMs wall clock of the last contribution
 * @param wakeAtMs when the step wants to be woken, in the group's event time; {@link
 *     Long#MAX_VALUE}: never
 * @param deadlineMs the wall clock under which its deadline is stored; {@link Long#MAX_VALUE}: not
 *     at all
 * @param state what the step remembers
 */
record StoredGroup(
        String correlationId,
        long touchedMs,
        long wakeAtMs,
        long deadlineMs,
        CorrelationState state) {
    private static final byte VERSION = 2;
    private static final int GENERATION_AT = 1;
    private static final int PAGES_AT = GENERATION_AT + Integer.BYTES;
    private static final int TIMES_AT = PAGES_AT + 1;

    /** Whether its state was made by this definition of the correlation. */
    boolean isOf(CorrelationPlan plan) {
        return state.fingerprint().equals(plan.fingerprint());
    }

    /** The same group with another deadline. */
    StoredGroup withDeadline(long otherMs) {
        return new StoredGroup(correlationId, touchedMs, wakeAtMs, otherMs, state);
    }

    /**
     * The head as it is stored.
     *
     * @param generation the number of this head
     * @param usedPages how many pages lie beside it, void ones included
     */
    byte[] encode(int generation, int usedPages) {
        byte[] id = correlationId.getBytes(StandardCharsets.UTF_8);
        byte[] body = StateCodec.encode(state);
        return ByteBuffer.allocate(
                        TIMES_AT + 3 * Long.BYTES + Short.BYTES + id.length + body.length)
                .put(VERSION)
                .putInt(generation)
                .put((byte) usedPages)
                .putLong(touchedMs)
                .putLong(wakeAtMs)
                .putLong(deadlineMs)
                .putShort((short) id.length)
                .put(id)
                .put(body)
                .array();
    }

    static int generationOf(byte[] head) {
        return ByteBuffer.wrap(head).getInt(GENERATION_AT);
    }

    static int usedPagesOf(byte[] head) {
        return head[PAGES_AT];
    }

    static StoredGroup decode(byte[] bytes, ChunkStore chunks) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        byte version = from.get();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "Expected version %d of a group's state, but found %d"
                            .formatted(VERSION, version));
        }
        from.position(TIMES_AT);
        long touchedMs = from.getLong();
        long wakeAtMs = from.getLong();
        long deadlineMs = from.getLong();
        byte[] id = new byte[Short.toUnsignedInt(from.getShort())];
        from.get(id);
        byte[] body = new byte[from.remaining()];
        from.get(body);
        return new StoredGroup(
                new String(id, StandardCharsets.UTF_8),
                touchedMs,
                wakeAtMs,
                deadlineMs,
                StateCodec.decode(body, chunks));
    }
}
