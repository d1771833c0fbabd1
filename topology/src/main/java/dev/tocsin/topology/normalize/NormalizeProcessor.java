package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.EventRef;
import dev.tocsin.topic.Coordinates;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topology.deadletter.RawReader;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import dev.tocsin.topology.store.FirstWrite;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Glue: a raw record becomes an event, a duplicate that is dropped and counted, or a dead letter.
 */
public final class NormalizeProcessor implements Processor<byte[], byte[], byte[], Normalized> {
    private static final String STAGE = "normalize";

    private final EventNormalizer normalizer;
    private final ProcessorContext<byte[], Normalized> context;
    private final NormalizeSettings settings;
    private final TopologyMetrics metrics;
    private final SeenEvents seen;
    private final SizeLimit limit;

    public NormalizeProcessor(
            ProcessorContext<byte[], Normalized> context,
            NormalizeSettings settings,
            TopologyMetrics metrics) {
        this.context = context;
        this.normalizer = new EventNormalizer(settings.reading());
        this.settings = settings;
        this.metrics = metrics;
        this.seen = new SeenEvents(context.getStateStore(settings.store()), settings.dedupWindow());
        this.limit = new SizeLimit(settings.maxEventBytes());
        FirstWrite.schedule(context, seen::touch);
    }

    /** The store that it needs. */
    public static StoreBuilder<?> store(NormalizeSettings settings) {
        return SeenEvents.store(settings.store(), settings.dedupWindow());
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        metrics.count(Counter.RAW_RECORDS);
        switch (RawReader.read(raw.value())) {
            case RawReader.Sent(ObjectNode sent) -> normalize(raw, sent);
            case RawReader.Unreadable(String reason) -> reject(raw, reason);
        }
    }

    private void normalize(Record<byte[], byte[]> raw, ObjectNode sent) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        IngestInfo info =
                IngestInfo.of(
                        raw.headers(),
                        Instant.ofEpochMilli(raw.timestamp()),
                        coordinates(at),
                        settings.zones());
        NormalizedEvent event;
        try {
            event = normalizer.normalize(sent, info);
            settings.reading().enrichment().enrich(event.event());
        } catch (RuntimeException e) {
            reject(raw, "Expected the event to be normalized, but that failed: " + e);
            return;
        }
        deliver(raw, event, at);
    }

    private void deliver(Record<byte[], byte[]> raw, NormalizedEvent event, RecordMetadata at) {
        if (event.droppedBy() != null) {
            metrics.dropped(event.droppedBy());
        } else if (!limit.fits(event, raw.value().length)) {
            reject(
                    raw,
                    "Expected a normalized event of at most %d bytes, but it has more"
                            .formatted(limit.maxBytes()));
        } else if (event.senderGaveId() && !seen.add(event.id(), raw.timestamp())) {
            metrics.count(Counter.DUPLICATES);
        } else {
            forward(raw, event, at);
        }
    }

    private void forward(Record<byte[], byte[]> raw, NormalizedEvent event, RecordMetadata at) {
        metrics.count(Counter.EVENTS);
        if (event.event().path("tocsin").has("problems")) {
            metrics.count(Counter.EVENTS_WITH_PROBLEMS);
        }
        if (event.fromFuture()) {
            metrics.count(Counter.FUTURE_TIMES);
        }
        String source = IngestHeaders.text(raw.headers(), IngestHeaders.SOURCE);
        metrics.arrived(source == null ? "" : source, raw.timestamp() - event.timeMs());
        EventRef ref =
                new EventRef(event.id(), event.timeMs(), at.topic(), at.partition(), at.offset());
        byte[] key = event.id().getBytes(StandardCharsets.UTF_8);
        Normalized value = new Normalized.Event(event, ref);
        context.forward(new Record<>(key, value, raw.timestamp(), new RecordHeaders()));
    }

    private void reject(Record<byte[], byte[]> raw, String reason) {
        metrics.count(Counter.DEAD_LETTERS);
        byte[] bytes = raw.value() == null ? new byte[0] : raw.value();
        DeadLetter letter =
                new DeadLetter(
                        coordinates(context.recordMetadata().orElseThrow()),
                        STAGE,
                        reason,
                        Instant.ofEpochMilli(context.currentSystemTimeMs()),
                        bytes,
                        raw.headers());
        Normalized value = new Normalized.Rejected(bytes);
        context.forward(
                new Record<>(
                        letter.key(),
                        value,
                        context.currentSystemTimeMs(),
                        letter.recordHeaders()));
    }

    private static String coordinates(RecordMetadata at) {
        return Coordinates.of(at.topic(), at.partition(), at.offset());
    }
}
