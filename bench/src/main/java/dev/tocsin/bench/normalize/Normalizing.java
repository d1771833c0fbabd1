package dev.tocsin.bench.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.JsonWriter;
import dev.tocsin.topology.deadletter.RawReader;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One event on the way that it takes through the topology: bytes read, normalized, written as
 * bytes. JMH makes the loop around it.
 */
@State(Scope.Thread)
public class Normalizing {
    private static final IngestInfo INFO =
            IngestInfo.of(Instant.parse("2026-01-01T12:00:05Z"), "tocsin.events.raw.v1-0-1");

    /** A shipped sample or a file. */
    @Param({Samples.SYSLOG, Samples.WINDOWS})
    public String events = Samples.SYSLOG;

    private final EventNormalizer normalizer = new EventNormalizer();
    private final JsonWriter writer = new JsonWriter();
    private byte[][] sent = {};
    private int next;

    /** Reads the events into memory. */
    @Setup
    public void read() throws IOException {
        sent = Samples.read(events).toArray(byte[][]::new);
        next = 0;
    }

    /** The next event, and after the last one the first again. */
    @Benchmark
    public byte[] normalized(ProcessorTime time) throws IOException {
        byte[] event = sent[next];
        next = next + 1 == sent.length ? 0 : next + 1;
        time.events++;
        return normalized(event);
    }

    /** What becomes of an event. */
    byte[] normalized(byte[] event) throws IOException {
        if (!(RawReader.read(event) instanceof RawReader.Sent(ObjectNode object))) {
            throw new IOException(
                    "Expected JSON, but found " + new String(event, StandardCharsets.UTF_8));
        }
        return writer.bytes(normalizer.normalize(object, INFO).event());
    }
}
