package dev.tocsin.rules.correlate;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The binary form of an {@link AnomalyBody}: a bucket of the past takes a few bytes. */
final class AnomalyForm {
    private static final int UNUSUAL = 1;
    private static final int JUDGED = 2;
    private static final int HAS_EPISODE = 4;
    private static final int WHOLE = 8;
    private static final int HAS_DETAILS = 16;
    private static final int HAS_BEHIND = 32;

    private final EpisodeForm form;

    AnomalyForm(EpisodeForm form) {
        this.form = form;
    }

    void write(BinaryWriter to, AnomalyBody body) {
        to.text(body.groupKey());
        form.writeTime(to, body.earliestMs());
        to.number(body.buckets().size());
        long previousMs = body.earliestMs();
        for (Bucket bucket : body.buckets()) {
            write(to, bucket, previousMs);
            previousMs = bucket.startMs();
        }
    }

    private void write(BinaryWriter to, Bucket bucket, long previousMs) {
        Episode episode = bucket.episode();
        boolean whole = bucket.value().scale() == 0 && bucket.value().precision() <= 18;
        to.octet(
                (bucket.unusual() ? UNUSUAL : 0)
                        | (bucket.judged() ? JUDGED : 0)
                        | (episode != null ? HAS_EPISODE : 0)
                        | (whole ? WHOLE : 0)
                        | (bucket.details().isEmpty() ? 0 : HAS_DETAILS)
                        | (bucket.behind().size() == 0 ? 0 : HAS_BEHIND));
        to.signed(bucket.startMs() - previousMs);
        if (whole) {
            to.signed(bucket.value().longValueExact());
        } else {
            to.text(bucket.value().toString());
        }
        if (episode != null) {
            form.writeEpisode(to, episode);
        }
        if (!bucket.details().isEmpty()) {
            form.writeDetails(to, bucket.details());
        }
        if (bucket.behind().size() > 0) {
            writeIds(to, bucket.behind());
            form.writeTime(to, bucket.heardMs());
        }
    }

    AnomalyBody read(BinaryReader from) {
        String groupKey = from.text();
        long earliestMs = form.readTime(from);
        int size = from.size();
        List<Bucket> buckets = new ArrayList<>(size);
        long previousMs = earliestMs;
        for (int i = 0; i < size; i++) {
            buckets.add(read(from, previousMs));
            previousMs = buckets.getLast().startMs();
        }
        return new AnomalyBody(groupKey, earliestMs, buckets);
    }

    private Bucket read(BinaryReader from, long previousMs) {
        int flags = from.octet();
        return new Bucket(
                previousMs + from.signed(),
                (flags & WHOLE) != 0 ? BigDecimal.valueOf(from.signed()) : decimal(from.text()),
                (flags & UNUSUAL) != 0,
                (flags & JUDGED) != 0,
                (flags & HAS_EPISODE) != 0 ? form.readEpisode(from) : null,
                (flags & HAS_DETAILS) != 0 ? form.readDetails(from) : List.of(),
                (flags & HAS_BEHIND) != 0 ? readIds(from) : EventIds.NONE,
                (flags & HAS_BEHIND) != 0 ? form.readTime(from) : Long.MAX_VALUE);
    }

    private static void writeIds(BinaryWriter to, EventIds ids) {
        ByteBuffer hashes = ByteBuffer.allocate(Long.BYTES * ids.size());
        hashes.asLongBuffer().put(ids.hashes());
        to.number(ids.size());
        to.bytes(hashes.array());
    }

    private static EventIds readIds(BinaryReader from) {
        long[] hashes = new long[from.size()];
        ByteBuffer.wrap(from.bytes(Long.BYTES * hashes.length)).asLongBuffer().get(hashes);
        return EventIds.of(hashes);
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected a decimal in a bucket, but found '" + text + "'", e);
        }
    }
}
