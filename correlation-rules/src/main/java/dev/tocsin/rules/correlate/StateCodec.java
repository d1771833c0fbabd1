package dev.tocsin.rules.correlate;

/** Binary form. */
public final class StateCodec {
    private StateCodec() {}

    public static byte[] encode(CorrelationState state) {
        return new byte[0];
    }

    public static CorrelationState decode(byte[] bytes) {
        return new CorrelationState();
    }
}
