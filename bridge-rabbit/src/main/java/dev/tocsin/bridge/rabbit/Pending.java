package dev.tocsin.bridge.rabbit;

import dev.tocsin.bridge.Outcome;
import java.util.concurrent.CompletableFuture;

/** What a session still has to settle, in the order it came. */
sealed interface Pending {
    /**
     * A message.
     *
     * @param tag its delivery tag on the session's channel
     */
    record Message(long tag, CompletableFuture<Outcome> outcome) implements Pending {}

    /** Nothing comes after this: the session was asked to end, or its channel is gone. */
    record End() implements Pending {}
}
