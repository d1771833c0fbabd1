package dev.tocsin.bridge.http.splunk;

import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.http.Items;
import java.util.HashMap;
import java.util.Map;

/** The events of one request, and what their sender is told of those that are none. */
final class HecItems {
    /** The pipeline hint of all that comes through the collector. */
    static final String PIPELINE = "splunk-hec";

    private final Items items;
    private final Map<Integer, HecCode> codes;

    /**
     * @param codes where the codes of malformed events go, by their number
     */
    HecItems(Items items, Map<Integer, HecCode> codes) {
        this.items = items;
        this.codes = codes;
    }

    /** No codes yet. */
    static Map<Integer, HecCode> codes() {
        return new HashMap<>();
    }

    /** Adds an event; false when a limit is reached. */
    boolean event(byte[] envelope) {
        return items.add(BatchItem.event(envelope).withPipeline(PIPELINE));
    }

    /** Adds what is no event; false when a limit is reached. */
    boolean malformed(byte[] bytes, String defect, HecCode code) {
        codes.put(items.list().size(), code);
        return items.add(BatchItem.malformed(bytes, defect).withPipeline(PIPELINE));
    }

    /** How many more there may be. */
    int left() {
        return items.left();
    }

    /** Says that there are more than there may be. */
    void tooMany() {
        items.tooMany();
    }
}
