package dev.tocsin.desk.auth;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where browsers reach the desk: as it is said, else where it listens. Thread-safe. */
public final class PublicAddress {
    private final @Nullable URI given;
    private final String host;
    private final boolean tls;
    private volatile int port;

    /**
     * @param given {@code TOCSIN_API_PUBLIC_URL}, or null
     * @param host where it listens
     * @param tls whether browsers come over HTTPS
     */
    public PublicAddress(@Nullable URI given, String host, boolean tls) {
        this.given = given;
        this.host = host;
        this.tls = tls;
    }

    /** Tells it at which port the desk listens. */
    public void listensAt(int number) {
        port = number;
    }

    /** The address without a slash at its end. */
    public String base() {
        if (given != null) {
            return given.toString();
        }
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return (tls ? "https://" : "http://") + shown + ":" + port;
    }
}
