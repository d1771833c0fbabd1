package dev.tocsin.bridge.http.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Percent-encoding, as the HTTP binding asks for it in header values. */
final class Percent {
    private static final char MARK = '%';

    private Percent() {}

    /** The value, decoded; a percent sign without two hexadecimal digits stands for itself. */
    static String decode(String value) {
        if (value.indexOf(MARK) < 0) {
            return value;
        }
        byte[] encoded = value.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        for (int at = 0; at < encoded.length; at++) {
            int code = encoded[at] == MARK ? code(encoded, at + 1) : -1;
            decoded.write(code < 0 ? encoded[at] : code);
            at += code < 0 ? 0 : 2;
        }
        return decoded.toString(UTF_8);
    }

    private static int code(byte[] encoded, int at) {
        if (at + 1 >= encoded.length) {
            return -1;
        }
        int high = Character.digit(encoded[at], 16);
        int low = Character.digit(encoded[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
