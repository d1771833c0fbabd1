package dev.tocsin.bridge;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a batch: of each item, or of all at once when nothing of it was published. */
public sealed interface BatchOutcome
        permits BatchOutcome.Settled, Rejected.Overloaded, Rejected.TooLarge {
    /**
     * The gateway tried to write every item.
     *
     * @param results one for each item, in their order
     */
    record Settled(List<ItemResult> results) implements BatchOutcome {
        /** Nothing was to be done. */
        static final Settled NOTHING = new Settled(List.of());

        public Settled {
            results = List.copyOf(results);
        }

        static Settled of(ItemResult[] results) {
            return new Settled(Arrays.asList(results));
        }

        /** The number of items that had a result of this kind. */
        public int count(Class<? extends ItemResult> kind) {
            int count = 0;
            for (ItemResult result : results) {
                if (kind.isInstance(result)) {
                    count++;
                }
            }
            return count;
        }

        /** The first item that Kafka did not acknowledge, or null when it has all. */
        public ItemResult.@Nullable Unavailable firstFailure() {
            for (ItemResult result : results) {
                if (result instanceof ItemResult.Unavailable failure) {
                    return failure;
                }
            }
            return null;
        }
    }
}
