package dev.tocsin.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tocsin.desk.http.Body;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are refused before anybody reads their body. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedBodiesIT {
    private static final int HALF = 100_000;
    private static final int A_MOMENT_MS = 500;
    private static final int ANSWERED_WITHIN_MS = 20_000;
    private static final String NEXT = "GET /healthz HTTP/1.1\r\nHost: desk\r\n\r\n";

    private DeskDriver desk;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void whoIsStillSendingGetsTheAnswerAndMayGoOnWithTheConnection() throws IOException {
        try (Socket socket = connected()) {
            BufferedReader answers = reader(socket);
            send(socket, head("Content-Length: " + 2 * HALF) + "x".repeat(HALF));
            socket.setSoTimeout(A_MOMENT_MS);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .as("an answer before the body has ended")
                    .isThrownBy(() -> socket.getInputStream().read());

            send(socket, "x".repeat(HALF) + NEXT);

            socket.setSoTimeout(ANSWERED_WITHIN_MS);
            assertThat(status(answers)).startsWith("HTTP/1.1 401");
            assertThat(status(answers)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whoWouldSendTooMuchIsToldAtOnceThatTheConnectionEnds() throws IOException {
        try (Socket socket = connected()) {
            send(socket, head("Content-Length: " + (Body.MAX_BYTES + 1)));

            assertThat(reader(socket).lines().takeWhile(line -> !line.isEmpty()))
                    .anyMatch(line -> line.startsWith("HTTP/1.1 401"))
                    .anyMatch(line -> line.equalsIgnoreCase("Connection: close"));
        }
    }

    @Test
    void whoAsksBeforeSendingIsToldAtOnce() throws IOException {
        try (Socket socket = connected()) {
            send(socket, head("Expect: 100-continue\r\nContent-Length: " + HALF));

            assertThat(status(reader(socket))).startsWith("HTTP/1.1 401");
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), desk.server().port());
        socket.setSoTimeout(ANSWERED_WITHIN_MS);
        return socket;
    }

    /** Of a request without a key. */
    private static String head(String headers) {
        return "POST /api/v1/incidents HTTP/1.1\r\nHost: desk\r\nContent-Type: application/json\r\n"
                + headers
                + "\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    /** The line with the status of the next answer. */
    private static String status(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.contains("HTTP/1.1 ")) {
            line = answers.readLine();
        }
        return line == null ? "nothing" : line.substring(line.indexOf("HTTP/1.1 "));
    }
}
