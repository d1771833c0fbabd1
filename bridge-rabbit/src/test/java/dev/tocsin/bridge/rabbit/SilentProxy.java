package dev.tocsin.bridge.rabbit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands between a client and a server, and can make their connections silent without an end. */
final class SilentProxy implements AutoCloseable {
    private static final int CHUNK = 16 << 10;

    private final int target;
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Pair> pairs = new CopyOnWriteArrayList<>();

    SilentProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many connections there were. */
    int connections() {
        return pairs.size();
    }

    /** From now on nothing goes through the connections that are there. */
    void silence() {
        pairs.forEach(pair -> pair.silent().set(true));
    }

    private record Pair(Socket client, Socket server, AtomicBoolean silent) {
        void pump(Socket from, Socket to) {
            byte[] bytes = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    if (!silent.get()) {
                        out.write(bytes, 0, count);
                    }
                }
            } catch (IOException _) {
                // One side ended; a silent connection does not tell the other.
            }
            if (!silent.get()) {
                close();
            }
        }

        void close() {
            try {
                client.close();
                server.close();
            } catch (IOException _) {
                // They are not needed any more.
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Pair pair = new Pair(client, server, new AtomicBoolean());
                pairs.add(pair);
                Thread.ofVirtual().start(() -> pair.pump(client, server));
                Thread.ofVirtual().start(() -> pair.pump(server, client));
            }
        } catch (IOException _) {
            // The proxy is closed.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        pairs.forEach(Pair::close);
    }
}
