package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bridge without room says so to each sender, whatever the sender is still writing. */
class OverloadIT {
    private static final int CONNECTIONS = 60;
    private static final int REQUESTS = 5;
    private static final int BODY = 290_000;

    @RegisterExtension static final IngestDriver DRIVER = new IngestDriver();

    @Test
    void everySenderOfALargeBodyIsAnswered429AndNoneIsReset() throws IOException {
        try (IngestServer small = DRIVER.smallBridge()) {
            List<String> statuses =
                    IngestDriver.full(small, "/events", () -> onManyConnections(small.port()));

            assertThat(statuses)
                    .hasSize(CONNECTIONS * REQUESTS)
                    .containsOnly("HTTP/1.1 429 Too Many Requests");
        }
    }

    private static List<String> onManyConnections(int port) {
        List<Future<List<String>>> senders = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                senders.add(threads.submit(() -> statuses(port)));
            }
        }
        List<String> all = new ArrayList<>();
        for (Future<List<String>> sender : senders) {
            all.addAll(result(sender));
        }
        return all;
    }

    private static List<String> result(Future<List<String>> sender) {
        try {
            return sender.get();
        } catch (InterruptedException | ExecutionException e) {
            return List.of(e.toString());
        }
    }

    /** The status lines of requests, one after the other on one connection; or what went wrong. */
    private static List<String> statuses(int port) {
        List<String> statuses = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (int i = 0; i < REQUESTS; i++) {
                out.write(head().getBytes(US_ASCII));
                out.write(new byte[BODY]);
                statuses.add(String.valueOf(in.readLine()));
                skipAnswer(in);
            }
        } catch (IOException e) {
            statuses.add(e.toString());
        }
        return statuses;
    }

    private static String head() {
        return "POST /events HTTP/1.1\r\nHost: here\r\nAuthorization: "
                + IngestDriver.TOKEN
                + "\r\nContent-Length: "
                + BODY
                + "\r\n\r\n";
    }

    private static void skipAnswer(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        while (length > 0 && in.read() >= 0) {
            length--;
        }
    }
}
