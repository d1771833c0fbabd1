package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An event in ECS.
 *
 * @param event the document; the receiver may add to it
 * @param id {@code event.id}
 * @param senderGaveId whether the id came from the sender, so that the event may come twice
 * @param timeMs event time, milliseconds since the epoch, never later than the arrival by more than
 *     {@link EventNormalizer#FUTURE_TOLERANCE}
 * @param fromFuture whether it claimed a later time, and took its arrival time instead
 * @param droppedBy pipeline and step that decided that nobody wants it; null: it goes on
 */
public record NormalizedEvent(
        ObjectNode event,
        String id,
        boolean senderGaveId,
        long timeMs,
        boolean fromFuture,
        @Nullable String droppedBy) {

    /** An event that goes on. */
    public NormalizedEvent(
            ObjectNode event, String id, boolean senderGaveId, long timeMs, boolean fromFuture) {
        this(event, id, senderGaveId, timeMs, fromFuture, null);
    }
}
