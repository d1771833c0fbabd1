package dev.tocsin.event;

import dev.tocsin.id.ContentId;

/**
 * The id of an event that came as a CloudEvent. The specification lets producers repeat an id as
 * long as the source is another; the two together are unique.
 */
public final class CloudEventId {
    /** The longest id that is written out; the index takes at most 512 bytes. */
    private static final int LONGEST = 128;

    private CloudEventId() {}

    /**
     * {@code <source>|<id>}, which no other pair gives: a source is a URI reference, where the bar
     * is written as {@code %7C}. The {@link ContentId} of the two when it is long.
     */
    public static String of(String source, String id) {
        String pair = source.replace("|", "%7C") + "|" + id;
        return pair.length() <= LONGEST ? pair : ContentId.of(source, id);
    }
}
