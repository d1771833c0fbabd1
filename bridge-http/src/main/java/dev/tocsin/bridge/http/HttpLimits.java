package dev.tocsin.bridge.http;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import java.time.Duration;

/**
 * Limits of connections and requests, so that slow and idle senders cost others nothing. The size
 * of bodies is the gateway's.
 *
 * @param idleTimeout how long nothing may come on a connection or in a request before it ends
 * @param minBytesPerSecond the least average rate of a body, else 408; 0 for any
 * @param maxConnections the most connections; more wait until one ends
 * @param maxHeaderBytes the largest request line and headers together, else 431
 * @param maxStreams the most requests at once on one connection of HTTP/2
 */
record HttpLimits(
        Duration idleTimeout,
        int minBytesPerSecond,
        int maxConnections,
        int maxHeaderBytes,
        int maxStreams) {
    private static final String IDLE = "TOCSIN_HTTP_IDLE_TIMEOUT_MS";
    private static final String RATE = "TOCSIN_HTTP_MIN_BYTES_PER_SECOND";
    private static final String CONNECTIONS = "TOCSIN_HTTP_MAX_CONNECTIONS";
    private static final String HEADERS = "TOCSIN_HTTP_MAX_HEADER_BYTES";
    private static final String STREAMS = "TOCSIN_HTTP_MAX_STREAMS";

    static HttpLimits from(Settings settings) {
        return new HttpLimits(
                settings.millis(IDLE, Duration.ofSeconds(60)),
                (int) settings.number(RATE, 100, 0, 1 << 30),
                (int) settings.number(CONNECTIONS, 20_000, 1, 1_000_000),
                (int) settings.number(HEADERS, 16 << 10, 1 << 10, 1 << 20),
                (int) settings.number(STREAMS, 128, 1, 10_000));
    }

    Description describe(Description shown) {
        return shown.with(IDLE, idleTimeout.toMillis())
                .with(RATE, minBytesPerSecond)
                .with(CONNECTIONS, maxConnections)
                .with(HEADERS, maxHeaderBytes)
                .with(STREAMS, maxStreams);
    }
}
