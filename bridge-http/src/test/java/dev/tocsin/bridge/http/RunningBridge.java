package dev.tocsin.bridge.http;

import dev.tocsin.bridge.http.IngestClient.Answer;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A driver whose sender posts as the source {@code web}, and asks for what became of it. */
final class RunningBridge implements AutoCloseable {
    private static final int LARGE = 300_000;

    private final IngestDriver driver;

    private RunningBridge(IngestDriver driver) {
        this.driver = driver;
    }

    static RunningBridge start(Path directory) throws IOException {
        return new RunningBridge(IngestDriver.start(directory));
    }

    /** Sends with no other headers than these. */
    Answer bare(String method, String path, byte[] body, String... headers) {
        return driver.client().send(method, path, body, headers);
    }

    /** Posts with a token. */
    Answer post(String path, byte[] body, String... headers) {
        return post(driver.client(), path, body, headers);
    }

    /** Posts to a bridge whose Kafka is not there. */
    Answer postToNowhere(String path, byte[] body, String... headers) throws IOException {
        try (IngestServer nowhere = driver.bridgeToNowhere();
                IngestClient client = new IngestClient(nowhere.port())) {
            return post(client, path, body, headers);
        }
    }

    /** Posts to a bridge whose memory others have taken. */
    Answer postToFull(String path, byte[] body, String... headers) throws IOException {
        try (IngestServer small = driver.smallBridge();
                IngestClient client = new IngestClient(small.port())) {
            List<Socket> others = IngestDriver.fill(small, "/events", 3, LARGE);
            try {
                return post(client, path, body, headers);
            } finally {
                for (Socket other : others) {
                    other.close();
                }
            }
        }
    }

    private static Answer post(IngestClient client, String path, byte[] body, String... headers) {
        String[] token = {"Authorization", "Bearer token-of-web"};
        return client.send(
                "POST",
                path,
                body,
                Stream.of(headers, token).flatMap(Stream::of).toArray(String[]::new));
    }

    /** The raw record with this in its value. */
    ConsumerRecord<byte[], byte[]> raw(String part) {
        return driver.find(Topics.EVENTS_RAW, part);
    }

    /** The dead letter with this in its bytes. */
    DeadLetter deadLetter(String part) {
        return DeadLetter.from(driver.find(Topics.DEAD_LETTERS, part));
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        return IngestDriver.text(record);
    }

    static String pipeline(ConsumerRecord<byte[], byte[]> record) {
        return "" + IngestHeaders.text(record.headers(), IngestHeaders.PIPELINE);
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        driver.close();
    }
}
