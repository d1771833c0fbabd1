package dev.tocsin.bridge.http.elasticsearch;

import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.BatchOutcome.Settled;
import dev.tocsin.bridge.ItemResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The entries of one bulk request on their way: leaves out those that must be new and are not, and
 * brings the results of the others back into the order of the request.
 */
final class BulkDelivery {
    private final List<BulkEntry> entries;
    private final SeenIds seen;
    private final String source;
    private final BitSet known = new BitSet();

    BulkDelivery(List<BulkEntry> entries, SeenIds seen, String source) {
        this.entries = entries;
        this.seen = seen;
        this.source = source;
        for (int i = 0; i < entries.size(); i++) {
            known.set(i, isKnown(entries.get(i)));
        }
    }

    private boolean isKnown(BulkEntry entry) {
        String key = entry.key();
        return entry.defect() == null && entry.mustBeNew() && key != null && seen.has(source, key);
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
                add(answer, entry, settled.results().get(next++));
            }
        }
        return answer;
    }

    private void add(BulkAnswer answer, BulkEntry entry, ItemResult result) {
        String key = entry.key();
        boolean first =
                key == null || !(result instanceof ItemResult.Stored) || seen.add(source, key);
        if (first || !entry.mustBeNew()) {
            answer.add(entry, result);
        } else {
            // The same id twice in one request, or in two at a time: both are in Kafka.
            answer.conflict(entry);
        }
    }
}
