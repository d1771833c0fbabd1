package dev.tocsin.launcher.letters;

import dev.tocsin.launcher.letters.DeadLetterBox.Filed;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Letters as their records come, in the order of the topic: those that take several records are put
 * together when the last one is there. Parts whose others are gone, because the topic forgot them
 * or their sender failed and came again, are letters by themselves that say so.
 */
final class PartedLetters {
    private final List<Filed> letters = new ArrayList<>();

    /** By origin: the first parts of a letter, without a gap. */
    private final Map<String, List<Part>> open = new HashMap<>();

    /**
     * A record of several.
     *
     * @param place which of how many it is, as in {@link DeadLetter#PART}
     */
    private record Part(Filed filed, String place) {
        String count() {
            return place.substring(place.indexOf('/') + 1);
        }

        /** Whether it is the one behind these. */
        boolean follows(List<Part> parts) {
            return place.equals(parts.size() + 1 + "/" + count())
                    && parts.stream().allMatch(part -> part.count().equals(count()));
        }

        boolean isLast() {
            return place.equals(count() + "/" + count());
        }
    }

    /** Takes the next record. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        Filed filed =
                new Filed(
                        record.partition() + "-" + record.offset(),
                        record.key(),
                        DeadLetter.from(record));
        String place = IngestHeaders.text(record.headers(), DeadLetter.PART);
        if (place == null || place.indexOf('/') < 0) {
            letters.add(filed);
        } else {
            add(new Part(filed, place));
        }
    }

    private void add(Part part) {
        String origin = part.filed().letter().origin();
        List<Part> parts = open.computeIfAbsent(origin, _ -> new ArrayList<>());
        if (!part.follows(parts)) {
            parts.forEach(this::addAlone);
            parts.clear();
        }
        if (!part.follows(parts)) {
            addAlone(part);
            return;
        }
        parts.add(part);
        if (part.isLast()) {
            letters.add(whole(parts));
            open.remove(origin);
        }
    }

    /** All letters; parts that are alone stand at the end. */
    List<Filed> all() {
        open.values().forEach(parts -> parts.forEach(this::addAlone));
        open.clear();
        return letters;
    }

    private void addAlone(Part part) {
        DeadLetter letter = part.filed().letter();
        String reason =
                "%s; only a part of it, of %s, is here".formatted(letter.reason(), part.count());
        letters.add(with(part.filed(), reason, letter.bytes()));
    }

    private static Filed whole(List<Part> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.forEach(part -> bytes.writeBytes(part.filed().letter().bytes()));
        Filed first = parts.getFirst().filed();
        return with(first, first.letter().reason(), bytes.toByteArray());
    }

    private static Filed with(Filed filed, String reason, byte[] bytes) {
        DeadLetter letter = filed.letter();
        return new Filed(
                filed.id(),
                filed.recordKey(),
                new DeadLetter(
                        letter.origin(),
                        letter.stage(),
                        reason,
                        letter.failedAt(),
                        bytes,
                        letter.headers()));
    }
}
