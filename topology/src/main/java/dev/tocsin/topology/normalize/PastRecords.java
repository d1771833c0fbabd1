package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.EventRef;
import dev.tocsin.topic.Coordinates;
import dev.tocsin.topology.deadletter.RawReader;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Raw records that were normalized before, once more: the same events, and none where there was
 * none then. Not thread-safe.
 */
public final class PastRecords {
    private static final int MOST_IDS = 10_000;

    private final EventNormalizer normalizer;
    private final NormalizeSettings settings;
    private final SeenEvents seen;
    private final SizeLimit limit;
    private final Set<String> ids = new LinkedHashSet<>();

    /**
     * @param seen the store of ids that {@link NormalizeProcessor} filled
     */
    public PastRecords(NormalizeSettings settings, WindowStore<byte[], byte[]> seen) {
        this.normalizer = new EventNormalizer(settings.reading());
        this.settings = settings;
        this.seen = new SeenEvents(seen, settings.dedupWindow());
        this.limit = new SizeLimit(settings.maxEventBytes());
    }

    /**
     * The event of a record; null if it became a dead letter or was a duplicate.
     *
     * @param nowMs the time of the stream, from which the window of duplicates reaches back
     */
    public Normalized.@Nullable Event event(ConsumerRecord<byte[], byte[]> raw, long nowMs) {
        if (!(RawReader.read(raw.value()) instanceof RawReader.Sent(ObjectNode sent))) {
            return null;
        }
        long arrivalMs = ArrivalTime.of(raw.headers(), raw.timestamp());
        NormalizedEvent event;
        try {
            event = normalizer.normalize(sent, info(raw, arrivalMs));
            settings.reading().enrichment().enrich(event.event());
        } catch (RuntimeException _) {
            return null;
        }
        if (event.droppedBy() != null) {
            return null;
        }
        boolean again =
                event.senderGaveId()
                        && !(seen.isFirst(event.id(), arrivalMs, nowMs) && isNew(event.id()));
        if (again || !limit.fits(event, raw.value().length)) {
            return null;
        }
        EventRef ref =
                new EventRef(
                        event.id(), event.timeMs(), raw.topic(), raw.partition(), raw.offset());
        return new Normalized.Event(event, ref);
    }

    private IngestInfo info(ConsumerRecord<byte[], byte[]> raw, long arrivalMs) {
        return IngestInfo.of(
                raw.headers(),
                Instant.ofEpochMilli(arrivalMs),
                Coordinates.of(raw.topic(), raw.partition(), raw.offset()),
                settings.zones());
    }

    /** Two records of one id can have arrived in one millisecond. */
    private boolean isNew(String id) {
        boolean fresh = ids.add(id);
        if (ids.size() > MOST_IDS) {
            ids.remove(ids.iterator().next());
        }
        return fresh;
    }
}
