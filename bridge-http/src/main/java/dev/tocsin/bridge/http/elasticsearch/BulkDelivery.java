package dev.tocsin.bridge.http.elasticsearch;

import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.BatchOutcome.Settled;
import dev.tocsin.bridge.ItemResult;
import dev.tocsin.bridge.http.SeenIds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one bulk request on their way: leaves out those that must be new and are not, and
 * brings the results of the others back into the order of the request.
 */
final class BulkDelivery {
    private final List<BulkEntry> entries;
    private final SeenIds seen;
    private final SeenIds.@Nullable Id[] ids;
    private final BitSet known = new BitSet();

    BulkDelivery(List<BulkEntry> entries, SeenIds seen, String source) {
        this.entries = entries;
        this.seen = seen;
        this.ids = new SeenIds.Id[entries.size()];
        for (int i = 0; i < entries.size(); i++) {
            BulkEntry entry = entries.get(i);
            SeenIds.Id id = id(entry, source);
            ids[i] = id;
            known.set(i, id != null && entry.mustBeNew() && seen.has(id));
        }
    }

    /** The id of what can be stored, or null when it has none. */
    private static SeenIds.@Nullable Id id(BulkEntry entry, String source) {
        String key = entry.key();
        return key == null || entry.defect() != null ? null : SeenIds.Id.of(source, key);
    }

    /** What the gateway is given. */
    List<BatchItem> items() {
        List<BatchItem> items = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            if (!known.get(i)) {
                items.add(entries.get(i).item());
            }
        }
        return items;
    }

    /** What it is not given. */
    List<BulkEntry> duplicates() {
        return known.stream().mapToObj(entries::get).toList();
    }

    /** The answer, given what became of {@link #items}. Remembers the ids of what is stored. */
    BulkAnswer answer(Settled settled) {
        BulkAnswer answer = new BulkAnswer();
        int next = 0;
        for (int i = 0; i < entries.size(); i++) {
            BulkEntry entry = entries.get(i);
            if (known.get(i)) {
                answer.conflict(entry);
            } else {
                add(answer, entry, ids[i], settled.results().get(next++));
            }
        }
        return answer;
    }

    private void add(
            BulkAnswer answer, BulkEntry entry, SeenIds.@Nullable Id id, ItemResult result) {
        boolean first = id == null || !(result instanceof ItemResult.Stored) || seen.add(id);
        if (first || !entry.mustBeNew()) {
            answer.add(entry, result);
        } else {
            // The same id twice in one request, or in two at a time: both are in Kafka.
            answer.conflict(entry);
        }
    }
}
