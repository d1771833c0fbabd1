package dev.tocsin.bench.desk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One reader of the live stream, on a thread of its own. It reads no more of an alert than its id,
 * so that fifty of them do not measure themselves.
 */
final class StreamReader implements AutoCloseable {
    private static final String MARK = "data: ";
    private static final String ID = "\"" + StoredAlerts.PREFIX;
    private static final long HELLO_SECONDS = 20;

    private final Due due;
    private final InputStream body;
    private final CountDownLatch hello = new CountDownLatch(1);
    private final Histogram times = histogram();
    private final BitSet seen = new BitSet();
    private int repeated;

    /** Returns when the stream has begun. */
    StreamReader(DeskStand stand, Due due) throws IOException, InterruptedException {
        this.due = due;
        HttpResponse<InputStream> answer = stand.open("/api/v1/stream");
        if (answer.statusCode() != 200) {
            throw new IOException("Expected 200 of the stream, but found " + answer.statusCode());
        }
        body = answer.body();
        Thread.ofVirtual().name("stream-reader").start(this::read);
        if (!hello.await(HELLO_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("Expected the stream to begin, but it is silent");
        }
    }

    static Histogram histogram() {
        return new Histogram(TimeUnit.MINUTES.toNanos(5), 3);
    }

    /** How many alerts have not been told yet. */
    synchronized int missing() {
        return due.count() - seen.cardinality();
    }

    /** How long each alert took. */
    synchronized Histogram times() {
        return times;
    }

    synchronized void requireEachOnce() throws IOException {
        if (missing() > 0 || repeated > 0) {
            throw new IOException(
                    "Expected each of %d alerts once, but %d did not come and %d came again"
                            .formatted(due.count(), missing(), repeated));
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(MARK)) {
                    hello.countDown();
                    arrived(line, System.nanoTime());
                }
            }
        } catch (IOException _) {
            // Closed by either side; what is missing is found by who waits for it.
        }
    }

    private synchronized void arrived(String line, long now) {
        int id = line.indexOf(ID);
        if (id < 0) {
            return;
        }
        int from = id + ID.length();
        int index = Integer.parseInt(line, from, from + StoredAlerts.DIGITS, 10) - due.first();
        if (index < 0 || index >= due.count()) {
            return;
        }
        if (seen.get(index)) {
            repeated++;
        } else {
            seen.set(index);
            times.recordValue(now - due.at(index));
        }
    }
}
