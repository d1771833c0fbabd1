package dev.tocsin.rules.correlate;

/**
 * A {@link Detail} as bytes: most events of a window are never shown, and one array is all that is
 * kept of each.
 */
final class PackedDetail {
    private final byte[] bytes;

    PackedDetail(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Packs a detail.
     *
     * @param timeMs time of the entry that has it
     */
    static PackedDetail of(Detail detail, long timeMs) {
        BinaryWriter to = new BinaryWriter();
        new EpisodeForm(timeMs).writeDetail(to, detail);
        return new PackedDetail(to.toBytes());
    }

    /** The detail of the entry with that time. */
    Detail unpack(long timeMs) {
        BinaryReader from = new BinaryReader(bytes, "the detail of an event");
        Detail detail = new EpisodeForm(timeMs).readDetail(from);
        from.end();
        return detail;
    }

    byte[] bytes() {
        return bytes;
    }
}
