package dev.tocsin.bridge.http;

import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.ByteBudget;
import dev.tocsin.bridge.GatewayConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items that a door cuts out of one body. They can be far larger together than the body, where
 * each carries a copy of what the body says once for all; so each takes from the budget, and there
 * is a limit to their number and to their bytes. Not thread-safe.
 */
public final class Items implements AutoCloseable {
    /** What an item takes beside its bytes. */
    private static final int OVERHEAD = 256;

    /** The items of one body take at most this part of the memory for events in flight. */
    private static final int SHARE = 4;

    private final ByteBudget budget;
    private final int maxItems;
    private final int maxBody;
    private final int maxBytes;
    private final List<BatchItem> list = new ArrayList<>();
    private int taken;
    private int reserved;
    private @Nullable Limit reached;

    /** What can be reached. */
    public enum Limit {
        /** The number of items in one body. */
        NUMBER,
        /** The bytes of the body, after whatever it was compressed with. */
        BODY,
        /** The bytes of the items of one body. */
        BYTES,
        /** The memory for events in flight, which others have. */
        BUDGET
    }

    /** No items yet, within the limits of a gateway. */
    public Items(ByteBudget budget, GatewayConfig config) {
        this.budget = budget;
        this.maxItems = config.maxEventsPerBody();
        this.maxBody = config.maxBodyBytes();
        this.maxBytes = maxBytes(config);
    }

    /** The most bytes that the items of one body have together. */
    static int maxBytes(GatewayConfig config) {
        return Math.max(config.maxBodyBytes(), config.inFlightBytes() / SHARE);
    }

    /**
     * Takes memory for the body in another form.
     *
     * @return false when a limit is reached
     */
    public boolean reserve(long bytes) {
        if (bytes > maxBody) {
            reached = Limit.BODY;
        } else if (!budget.tryTake((int) bytes)) {
            reached = Limit.BUDGET;
        } else {
            reserved += (int) bytes;
        }
        return reached == null;
    }

    /**
     * Adds an item.
     *
     * @return false when a limit is reached: the item is not added, and there is no use in more
     */
    public boolean add(BatchItem item) {
        int cost = item.bytes().length + OVERHEAD;
        if (list.size() >= maxItems) {
            reached = Limit.NUMBER;
        } else if ((long) taken + cost > maxBytes + (long) maxItems * OVERHEAD) {
            reached = Limit.BYTES;
        } else if (reached == null && !budget.tryTake(cost)) {
            reached = Limit.BUDGET;
        }
        if (reached != null) {
            return false;
        }
        taken += cost;
        return list.add(item);
    }

    /** The items so far. */
    public List<BatchItem> list() {
        return list;
    }

    /** Says that there are more than there may be. */
    public void tooMany() {
        reached = Limit.NUMBER;
    }

    /** How many more there may be. */
    public int left() {
        return maxItems - list.size();
    }

    /** The limit that is reached, or null. */
    public @Nullable Limit reached() {
        return reached;
    }

    /** Gives back what it took from the budget. */
    @Override
    public void close() {
        budget.give(taken + reserved);
        taken = 0;
        reserved = 0;
    }
}
