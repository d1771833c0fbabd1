package dev.tocsin.desk.net;

import java.io.IOException;

/** A call was not made, because the {@link OutgoingPolicy} refuses its target. */
public final class RefusedTargetException extends IOException {
    private static final long serialVersionUID = 1L;

    public RefusedTargetException(String message) {
        super(message);
    }
}
