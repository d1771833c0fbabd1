package dev.tocsin.topology.correlate;

import dev.tocsin.id.ContentId;
import dev.tocsin.rules.correlate.Contribution;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The key of one group of one correlation: 8 bytes that all groups of the correlation share, then
 * 16 bytes of the group. It is the key of the repartition topic and of the store {@code
 * correlations}, so its form is a file format.
 */
public final class GroupKey {
    static final int PREFIX_BYTES = 8;
    static final int BYTES = PREFIX_BYTES + 16;

    private GroupKey() {}

    /** The key of the group that a contribution belongs to. */
    public static byte[] of(Contribution contribution) {
        return of(contribution.correlationId(), contribution.groupKey());
    }

    /** The key of a group by its folded values. */
    static byte[] of(String correlation, String groupKey) {
        return ByteBuffer.allocate(BYTES)
                .put(prefix(correlation))
                .put(HexFormat.of().parseHex(ContentId.of(correlation, groupKey)))
                .array();
    }

    static byte[] prefix(String correlationId) {
        return HexFormat.of().parseHex(ContentId.of(correlationId), 0, 2 * PREFIX_BYTES);
    }
}
