package dev.tocsin.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One address before several replicas: each connection goes to the next of them, byte for byte. */
final class RoundRobinProxy implements AutoCloseable {
    private final List<Integer> ports;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private int next;

    RoundRobinProxy(List<Integer> ports) throws IOException {
        this.ports = ports;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Ends every connection, as a proxy that is restarted does. */
    void cut() {
        sockets.forEach(RoundRobinProxy::close);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                Socket replica =
                        new Socket(
                                InetAddress.getLoopbackAddress(), ports.get(next++ % ports.size()));
                sockets.addAll(List.of(caller, replica));
                Thread.ofVirtual().start(() -> pump(caller, replica));
                Thread.ofVirtual().start(() -> pump(replica, caller));
            } catch (IOException _) {
                // Closed: the loop ends.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException _) {
            // Either side has closed: so does the other.
        }
        sockets.removeAll(List.of(from, to));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It was closed already.
        }
    }
}
