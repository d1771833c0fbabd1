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
import org.jspecify.annotations.Nullable;

/**
 * Letters as their records come, in the order of the topic: those that take several records are put
 * together when the last one is there. Parts whose others are gone, because the topic forgot them
 * or their sender failed and came again, are letters by themselves that say so.
 */
final class PartedLetters {
    private final List<Filed> letters = new ArrayList<>();
    private final Map<String, Open> open = new HashMap<>();

    /** A letter of which the first records were seen. */
    private static final class Open {
        private final Filed first;
        private final int count;
        private final List<Filed> parts = new ArrayList<>();

        Open(Filed first, int count) {
            this.first = first;
            this.count = count;
        }
    }

    /** Takes the next record. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        Filed filed =
                new Filed(
                        record.partition() + "-" + record.offset(),
                        record.key(),
                        DeadLetter.from(record));
        String part = IngestHeaders.text(record.headers(), DeadLetter.PART);
        int slash = part == null ? -1 : part.indexOf('/');
        if (part == null || slash < 0) {
            letters.add(filed);
            return;
        }
        add(filed, number(part.substring(0, slash)), number(part.substring(slash + 1)));
    }

    private void add(Filed part, int number, int count) {
        String origin = part.letter().origin();
        Open known = open.get(origin);
        if (known != null && (known.parts.size() + 1 != number || known.count != count)) {
            apart(open.remove(origin));
            known = null;
        }
        if (known == null) {
            known = new Open(part, count);
            open.put(origin, known);
        }
        known.parts.add(part);
        if (number == count && known.parts.size() == count) {
            letters.add(whole(open.remove(origin)));
        } else if (known.parts.size() != number) {
            apart(open.remove(origin));
        }
    }

    /** All letters; parts that are alone stand at the end. */
    List<Filed> all() {
        open.values().forEach(this::apart);
        open.clear();
        return letters;
    }

    private void apart(@Nullable Open broken) {
        if (broken == null) {
            return;
        }
        for (Filed part : broken.parts) {
            DeadLetter letter = part.letter();
            String reason =
                    "%s; only a part of it, of %d, is here"
                            .formatted(letter.reason(), broken.count);
            letters.add(with(part, reason, letter.bytes()));
        }
    }

    private static Filed whole(@Nullable Open complete) {
        if (complete == null) {
            throw new IllegalStateException("Expected a letter that is complete");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        complete.parts.forEach(part -> bytes.writeBytes(part.letter().bytes()));
        return with(complete.first, complete.first.letter().reason(), bytes.toByteArray());
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

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
