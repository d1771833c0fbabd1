package dev.tocsin.rules.correlate;

/**
 * The binary form of a contribution, as it lies on the repartition topic: version, flags,
 * correlation, group, time, the lengths of the two parts of the event, and the event ({@link
 * EntryForm}). A golden file pins version 4.
 */
public final class ContributionCodec {
    private static final int VERSION = 4;
    private static final int WITHDRAWN = 1;
    private static final String WHAT = "a contribution";

    private ContributionCodec() {}

    /** The bytes of a contribution, which nobody may change. */
    public static byte[] encode(Contribution contribution) {
        return contribution.bytes();
    }

    /**
     * Writes what stands before the event.
     *
     * @param rest where the last part of the event begins
     * @param size how long the event is
     */
    static void writeHead(
            BinaryWriter to,
            String correlationId,
            String groupKey,
            Detail detail,
            int rest,
            int size) {
        InnerResult result = detail.result();
        to.octet(VERSION);
        to.octet(result != null && result.withdrawn() ? WITHDRAWN : 0);
        to.text(correlationId);
        to.text(groupKey);
        to.signed(detail.ref().timeMs());
        to.number(rest);
        to.number(size - rest);
    }

    /**
     * Reads what {@link #encode} gave.
     *
     * @param bytes nobody may change them any more
     * @throws IllegalArgumentException when the bytes are something else
     */
    public static Contribution decode(byte[] bytes) {
        BinaryReader from = new BinaryReader(bytes, WHAT);
        from.version(VERSION);
        boolean withdrawn = (from.octet() & WITHDRAWN) != 0;
        String correlationId = from.text();
        String groupKey = from.text();
        long timeMs = from.signed();
        long shown = from.number();
        long rest = from.number();
        int entryAt = from.at();
        if (shown < 1
                || rest < 0
                || shown > bytes.length
                || entryAt + shown + rest != bytes.length) {
            throw new IllegalArgumentException(
                    "Expected a contribution with an event of %d bytes, but found %d"
                            .formatted(shown + rest, bytes.length - entryAt));
        }
        return new Contribution(
                bytes, correlationId, groupKey, timeMs, withdrawn, entryAt, entryAt + (int) shown);
    }
}
