package dev.tocsin.rules.correlate;

/**
 * The binary form of a contribution, as it lies on the repartition topic. The first byte is the
 * version; a golden file pins version 3.
 */
public final class ContributionCodec {
    private static final int VERSION = 3;

    private ContributionCodec() {}

    /** The bytes of a contribution. */
    public static byte[] encode(Contribution contribution) {
        BinaryWriter to = new BinaryWriter();
        to.octet(VERSION);
        to.text(contribution.correlationId());
        to.text(contribution.groupKey());
        Parts.writeMap(to, contribution.group());
        to.number(contribution.positions());
        Parts.writeTexts(to, contribution.values());
        Parts.writeRef(to, contribution.event(), 0);
        Parts.writeMap(to, contribution.context());
        Parts.writePredicates(to, contribution.predicates());
        Parts.writeChain(to, contribution.result(), contribution.carried());
        return to.toBytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are something else
     */
    public static Contribution decode(byte[] bytes) {
        BinaryReader from = new BinaryReader(bytes, "a contribution");
        from.version(VERSION);
        Contribution contribution =
                new Contribution(
                        from.text(),
                        from.text(),
                        Parts.readMap(from),
                        from.number(),
                        Parts.readTexts(from),
                        Parts.readRef(from, 0),
                        Parts.readMap(from),
                        Parts.readPredicates(from),
                        Parts.readResult(from),
                        Parts.readCarried(from));
        from.end();
        return contribution;
    }
}
