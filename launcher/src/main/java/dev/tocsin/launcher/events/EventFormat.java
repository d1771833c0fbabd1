package dev.tocsin.launcher.events;

import org.jspecify.annotations.Nullable;

/** What the events of a file are, and so what is done with them before rules see them. */
public enum EventFormat {
    /** Whatever senders send: normalized as the topology does. */
    AUTO(null),
    /** Normalized already: taken as they are. */
    ECS(null),
    /** Taken as they are; product, category and service at the root are the log source. */
    RAW(null),
    /** Windows events in the flat JSON of nxlog. */
    NXLOG("windows-nxlog"),
    /** Windows events as Winlogbeat ships them. */
    WINLOG("windows-winlogbeat");

    private final @Nullable String shape;

    EventFormat(@Nullable String shape) {
        this.shape = shape;
    }

    /** The normalizer that must know such an event; null: any. */
    @Nullable String shape() {
        return shape;
    }
}
