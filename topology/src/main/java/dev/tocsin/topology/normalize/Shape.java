package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One kind of JSON that senders send, and the way from there to ECS. Stateless. */
sealed interface Shape
        permits DoorShape,
                EcsShape,
                EvtxShape,
                GenericShape,
                MozDefShape,
                NxlogShape,
                VendorShape,
                WinlogbeatShape {

    /** The name in {@code tocsin.pipeline}. */
    String name();

    /** Whether an event is of this shape. */
    boolean recognizes(ObjectNode sent);

    /** Fills the draft from an event that {@link #recognizes} said yes to. Leaves it unchanged. */
    void fill(ObjectNode sent, Draft draft);
}
