package dev.tocsin.bridge.http;

import dev.tocsin.bridge.Accepted;

/** What became of a body that a door cut into items. */
public sealed interface Delivered {
    /** All of it was dealt with for good. */
    record Done(Accepted accepted) implements Delivered {

        private boolean isAllRejected() {
            return accepted.events() == 0 && accepted.rejected() > 0;
        }

        /** What is wrong with the first item that is no event; empty when all are. */
        public String firstReason() {
            return accepted.problems().isEmpty() ? "" : accepted.problems().getFirst().reason();
        }
    }

    /**
     * The sender is to be told so. Nothing, or not all of it, was taken, or the body as a whole is
     * not what the protocol says, and is kept as one dead letter.
     */
    record Refused(Problem problem) implements Delivered {}

    /** The same, for protocols whose senders are refused when there are items and no event. */
    default Delivered refusedWithoutEvents() {
        return this instanceof Done done && done.isAllRejected()
                ? new Refused(Problem.badRequest(done.firstReason()))
                : this;
    }
}
