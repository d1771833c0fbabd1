package dev.tocsin.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * An event of an ordinary day with a number in it, by which it is found again: 427 bytes, a login
 * as syslog relays send it. Made without a JSON writer, so that the senders cost little.
 */
final class NumberedEvent {
    private static final int DIGITS = 12;
    private static final byte[] HEAD = "{\"number\":\"".getBytes(US_ASCII);
    private static final byte[] TAIL =
            ("\",\"timestamp\":\"2026-03-03T10:00:00.000Z\",\"hostname\":\"bastion-1.corp.example\","
                            + "\"processname\":\"sshd\",\"processid\":\"4711\",\"severity\":\"INFO\","
                            + "\"category\":\"syslog\",\"tags\":[\"linux\",\"bastion\",\"eu-west\"],"
                            + "\"summary\":\"Accepted publickey for alice from 192.0.2.17 port 40022 ssh2:"
                            + " ED25519 SHA256:0123456789abcdef0123456789abcdef0123456789a\","
                            + "\"details\":{\"relay\":\"relay-3.corp.example\",\"facility\":\"authpriv\","
                            + "\"sequence\":17}}")
                    .getBytes(UTF_8);

    private NumberedEvent() {}

    static int bytes() {
        return HEAD.length + DIGITS + TAIL.length;
    }

    static void write(long number, ByteArrayOutputStream out) {
        out.writeBytes(HEAD);
        byte[] digits = new byte[DIGITS];
        long rest = number;
        for (int i = DIGITS - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out.writeBytes(digits);
        out.writeBytes(TAIL);
    }

    static byte[] of(long number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes());
        write(number, out);
        return out.toByteArray();
    }

    /**
     * The number of an event that {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is another one
     */
    static long numberOf(byte[] event) {
        if (event.length != bytes()) {
            throw new IllegalArgumentException(
                    "Expected an event of %d bytes, but found one of %d"
                            .formatted(bytes(), event.length));
        }
        return Long.parseLong(new String(event, HEAD.length, DIGITS, US_ASCII));
    }
}
