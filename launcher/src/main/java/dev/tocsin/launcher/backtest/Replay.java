package dev.tocsin.launcher.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.EventRef;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Events of the past in the order of their arrival. */
public sealed interface Replay extends Closeable permits FileReplay, TopicReplay {
    /** The next event, or null at the end. */
    @Nullable Replayed next() throws IOException;

    /** How much of it has been read, from 0 to 1. */
    double progress();

    /** How many records were left out because they are no events. */
    long unreadable();

    /** How many were left out because an event of that id had been there. */
    long repeated();

    /** A normalized event and where it lies. */
    record Replayed(ObjectNode event, EventRef ref) {}
}
