package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.http.IngestClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What senders of GELF post, and what they are answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GelfDoorIT {
    private static final String PATH = "/gelf";

    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @Test
    void takesOneMessageOrOneALineByteForByte() {
        Answer one = driver.post(PATH, message("gelf-1"));
        Answer lines =
                driver.post(
                        PATH,
                        (new String(message("gelf-2"), UTF_8)
                                        + "\n{\"short_message\" : \"gelf-3\"}\n")
                                .getBytes(UTF_8),
                        "Content-Type",
                        "application/json");

        assertThat(one.status()).isEqualTo(202);
        assertThat(one.text()).isEqualTo("{\"accepted\":1,\"rejected\":0}");
        assertThat(lines.status()).isEqualTo(202);
        assertThat(lines.text()).isEqualTo("{\"accepted\":2,\"rejected\":0}");
        var record = driver.raw("gelf-3");
        assertThat(IngestDriver.text(record)).isEqualTo("{\"short_message\" : \"gelf-3\"}");
        assertThat(IngestDriver.pipeline(record)).isEqualTo("gelf");
    }

    @Test
    void undoesGzipWithAndWithoutAHeader() throws IOException {
        byte[] body = IngestDriver.gzip(message("gelf-4"));

        assertThat(driver.post(PATH, body, "Content-Encoding", "gzip").status()).isEqualTo(202);
        assertThat(driver.post(PATH, body).text()).isEqualTo("{\"accepted\":1,\"rejected\":0}");
    }

    @Test
    void answers202ForWhatIsMalformedAndKeepsIt() {
        Answer answer = driver.post(PATH, "{\"short_message\":\"gelf-5\"".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("dead_letters").asInt()).isEqualTo(1);
        assertThat(driver.deadLetter("gelf-5").reason()).startsWith("Expected one JSON object");
    }

    @Test
    void refusesWithAProblemDocument() throws IOException {
        Answer bomb = driver.post(PATH, IngestDriver.gzip(new byte[20_000_000]));

        assertThat(bomb.status()).isEqualTo(413);
        assertThat(bomb.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(bomb.json().path("limit").asInt()).isEqualTo(2_000_000);
        assertThat(driver.bare("POST", PATH, message("a")).status()).isEqualTo(401);
        assertThat(driver.post(PATH, message("a"), "Content-Type", "text/html").status())
                .isEqualTo(415);
        assertThat(driver.bare("PUT", PATH, message("a")).status()).isEqualTo(405);
    }

    @Test
    void tellsSendersToComeAgainWhenKafkaIsNotThere() throws IOException {
        Answer answer = driver.postToNowhere(PATH, message("a"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void tellsSendersToComeAgainWhenItsMemoryIsTaken() throws IOException {
        Answer answer = driver.postToFull(PATH, message("x".repeat(200_000)));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    private static byte[] message(String text) {
        return ("{\"version\":\"1.1\",\"host\":\"a\",\"short_message\":\"" + text + "\"}")
                .getBytes(UTF_8);
    }
}
