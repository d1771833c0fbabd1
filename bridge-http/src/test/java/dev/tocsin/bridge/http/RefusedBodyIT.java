package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A sender that writes all of a body before it reads, as most do, sees the refusal and no reset;
 * what it sends next on the same connection is answered too.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedBodyIT {
    /** More than the buffers of both sides of a connection hold. */
    private static final int BODY = 9_000_000;

    private static final String RIGHT = "Authorization: " + IngestDriver.TOKEN + "\r\n";

    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @ParameterizedTest
    @CsvSource({
        "401, POST /events, ''",
        "401, POST /events, Authorization: Bearer nobody",
        "401, POST /_bulk, ''",
        "401, POST /services/collector, ''",
        "403, POST /services/collector, Authorization: Splunk nobody",
        "401, POST /v1/logs, ''",
        "404, POST /no/such/door, ''",
        "405, PATCH /events, ''",
    })
    void aSenderWithoutLeaveSeesItsAnswer(int status, String request, String header)
            throws IOException {
        String line = header.isEmpty() ? "" : header + "\r\n";

        assertThat(twice(request, line)).isEqualTo(both(status));
    }

    @ParameterizedTest
    @CsvSource({
        "413, POST /events, application/json",
        "413, POST /_bulk, application/x-ndjson",
        "413, POST /loki/api/v1/push, application/json",
        "415, POST /events, text/html",
        "415, POST /v1/logs, text/html",
        "415, POST /cloudevents, application/cloudevents+xml",
    })
    void aSenderOfTheWrongBodySeesItsAnswer(int status, String request, String type)
            throws IOException {
        assertThat(twice(request, RIGHT + "Content-Type: " + type + "\r\n"))
                .isEqualTo(both(status));
    }

    @Test
    void aBodyWithoutALengthIsReadToItsEndToo() throws IOException {
        try (Connection connection = new Connection(driver.server().port())) {
            connection.write(head("POST /events", RIGHT + "Transfer-Encoding: chunked\r\n"));
            connection.write(Integer.toHexString(BODY) + "\r\n");
            connection.body();
            connection.write("\r\n0\r\n\r\n");

            assertThat(connection.status()).isEqualTo(413);
        }
    }

    @Test
    void aSenderThatAsksBeforeItSendsIsAnsweredAtOnce() throws IOException {
        assertThat(asked("")).isEqualTo(401);
        assertThat(asked(RIGHT)).isEqualTo(413);
        assertThat(asked(RIGHT + "Content-Type: text/html\r\n")).isEqualTo(415);
    }

    private int asked(String headers) throws IOException {
        try (Connection connection = new Connection(driver.server().port())) {
            connection.write(head("POST /events", headers + length() + "Expect: 100-continue\r\n"));
            return connection.status();
        }
    }

    @Test
    void aSenderThatStopsInTheMiddleIsRefusedForWhatItAsked() throws IOException {
        try (IngestServer impatient = driver.bridge("TOCSIN_HTTP_IDLE_TIMEOUT_MS", "300");
                Connection connection = new Connection(impatient.port())) {
            connection.write(head("POST /events", length()));
            connection.write("{");

            assertThat(connection.status()).isEqualTo(401);
        }
    }

    private String twice(String request, String headers) throws IOException {
        try (Connection connection = new Connection(driver.server().port())) {
            StringBuilder statuses = new StringBuilder();
            for (int i = 0; i < 2; i++) {
                connection.write(head(request, headers + length()));
                connection.body();
                statuses.append(connection.status()).append(' ');
                connection.skipAnswer();
            }
            return statuses.toString();
        }
    }

    private static String both(int status) {
        return (status + " ").repeat(2);
    }

    private static String length() {
        return "Content-Length: " + BODY + "\r\n";
    }

    private static String head(String request, String headers) {
        return request + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n";
    }

    /** A sender that writes and reads by hand. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final OutputStream out;
        private final BufferedReader in;

        Connection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
            out = socket.getOutputStream();
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        }

        void write(String text) throws IOException {
            out.write(text.getBytes(US_ASCII));
        }

        void body() throws IOException {
            out.write(new byte[BODY]);
        }

        int status() throws IOException {
            String line = String.valueOf(in.readLine());
            assertThat(line).startsWith("HTTP/1.1 ");
            return Integer.parseInt(line.substring(9, 12));
        }

        void skipAnswer() throws IOException {
            int length = 0;
            for (String line = in.readLine();
                    line != null && !line.isEmpty();
                    line = in.readLine()) {
                if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            while (length > 0 && in.read() >= 0) {
                length--;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
