package dev.tocsin.launcher.supervise;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A question whether a server does its work. */
@FunctionalInterface
public interface Probe {
    /** Whether it does. */
    boolean ask();

    /** Holds when both hold. */
    default Probe and(Probe other) {
        return () -> ask() && other.ask();
    }

    /** Holds when a connection to that port of the loopback address is accepted. */
    static Probe tcp(int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return true;
            } catch (IOException _) {
                return false;
            }
        };
    }

    /** Holds when a GET of the address is answered with a 2xx. */
    static Probe http(String url) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build();
        return () -> {
            try {
                return client.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }
}
