package dev.tocsin.topic;

/** Where a record stands, as text: what an event is called to which nobody gave an id. */
public final class Coordinates {
    private Coordinates() {}

    /** {@code <topic>-<partition>-<offset>}. */
    public static String of(String topic, int partition, long offset) {
        return topic + "-" + partition + "-" + offset;
    }
}
