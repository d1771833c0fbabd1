package dev.tocsin.topology.warm;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is left to be read again for correlations that came or changed with one rule set.
 *
 * @param swapMs the time of the stream when they came in force
 * @param next the raw offset to go on with; {@link #UNKNOWN} before the first look
 * @param end the first raw offset that was matched with them, and so is not read again
 * @param definitions correlation id to fingerprint
 */
record WarmUp(long swapMs, long next, long end, Map<String, String> definitions) {
    static final long UNKNOWN = -1;

    WarmUp {
        definitions = Map.copyOf(definitions);
    }

    WarmUp from(long offset) {
        return new WarmUp(swapMs, offset, end, definitions);
    }

    boolean isOver() {
        return definitions.isEmpty() || next >= end;
    }

    /** Without the correlations that are gone, or changed again. */
    WarmUp only(Map<String, String> inForce) {
        Map<String, String> left = new LinkedHashMap<>();
        definitions.forEach(
                (id, fingerprint) -> {
                    if (fingerprint.equals(inForce.get(id))) {
                        left.put(id, fingerprint);
                    }
                });
        return left.size() == definitions.size() ? this : new WarmUp(swapMs, next, end, left);
    }
}
