package dev.tocsin.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address.
 *
 * <p>Free ports are taken from below the range that the system gives to outgoing connections: a
 * server that binds its port seconds after it was chosen would else lose it now and then to any
 * connection that is opened in between.
 */
public final class Ports {
    private static final int FIRST = 15_000;

    /** Linux gives out 32768 and above, macOS and Windows 49152 and above. */
    private static final int END = 32_000;

    private static final int TRIES = 1_000;

    private Ports() {}

    /**
     * A port that was free a moment ago, of {@value #FIRST} and above; each call draws anew.
     *
     * @throws IllegalStateException when none of many drawn is free
     */
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "Expected a free port of 127.0.0.1 from %d to %d, but found none in %d tries"
                        .formatted(FIRST, END - 1, TRIES));
    }

    /** {@code wanted}, or a free port when it is 0. */
    public static int orFree(int wanted) {
        return wanted == 0 ? free() : wanted;
    }

    /** Whether nobody listens on that port of the loopback address. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
