package dev.tocsin.desk.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks the addresses of a host up. */
@FunctionalInterface
public interface HostLookup {
    /**
     * The addresses of a name or literal.
     *
     * @throws UnknownHostException when there are none
     */
    InetAddress[] addresses(String host) throws UnknownHostException;
}
