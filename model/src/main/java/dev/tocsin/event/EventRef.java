package dev.tocsin.event;

/**
 * Where an event lies: its id, its time, and the coordinates of the raw record that it came from.
 *
 * @param id {@code event.id}
 * @param timeMs event time, milliseconds since the epoch
 * @param topic topic of the raw record
 * @param partition partition of the raw record
 * @param offset offset of the raw record
 */
public record EventRef(String id, long timeMs, String topic, int partition, long offset) {}
