package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import dev.tocsin.topic.Coordinates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The binary form of the parts that contributions and states share. */
final class Parts {
    /** How an id is written: not at all, as a text, or as the bits of a {@link HexId}. */
    private static final int BY_COORDINATES = 0;

    private static final int AS_TEXT = 1;
    private static final int AS_DIGITS = 2;
    private static final int AS_UUID = 3;

    private Parts() {}

    /**
     * Writes a reference; its time relative to {@code baseMs}. An id that only repeats the
     * coordinates is not written, and one of 128 bits as they are.
     */
    static void writeRef(BinaryWriter to, EventRef ref, long baseMs) {
        boolean ownId =
                !ref.id().equals(Coordinates.of(ref.topic(), ref.partition(), ref.offset()));
        HexId hex = ownId ? HexId.of(ref.id()) : null;
        to.octet(ownId ? kind(hex) : BY_COORDINATES);
        to.text(ref.topic());
        to.signed(ref.partition());
        to.signed(ref.offset());
        to.signed(ref.timeMs() - baseMs);
        if (hex != null) {
            to.fixed(hex.high());
            to.fixed(hex.low());
        } else if (ownId) {
            to.text(ref.id());
        }
    }

    static EventRef readRef(BinaryReader from, long baseMs) {
        int kind = from.octet();
        String topic = from.text();
        int partition = Math.toIntExact(from.signed());
        long offset = from.signed();
        long timeMs = baseMs + from.signed();
        String id =
                kind == BY_COORDINATES
                        ? Coordinates.of(topic, partition, offset)
                        : readId(from, kind);
        return new EventRef(id, timeMs, topic, partition, offset);
    }

    private static int kind(@Nullable HexId hex) {
        if (hex == null) {
            return AS_TEXT;
        }
        return hex.isUuid() ? AS_UUID : AS_DIGITS;
    }

    private static String readId(BinaryReader from, int kind) {
        return switch (kind) {
            case AS_TEXT -> from.text();
            case AS_DIGITS, AS_UUID ->
                    new HexId(kind == AS_UUID, from.fixed(), from.fixed()).text();
            default ->
                    throw new IllegalArgumentException(
                            "Expected an id of a kind up to %d, but found kind %d"
                                    .formatted(AS_UUID, kind));
        };
    }

    static void writeTexts(BinaryWriter to, List<String> texts) {
        to.number(texts.size());
        texts.forEach(to::text);
    }

    static List<String> readTexts(BinaryReader from) {
        int size = from.size();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(from.text());
        }
        return texts;
    }

    static void writeMap(BinaryWriter to, Map<String, String> map) {
        to.number(map.size());
        map.forEach(
                (key, value) -> {
                    to.text(key);
                    to.text(value);
                });
    }

    static Map<String, String> readMap(BinaryReader from) {
        int size = from.size();
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(from.text(), from.text());
        }
        return map;
    }

    static void writePredicates(BinaryWriter to, List<MatchedPredicate> predicates) {
        to.number(predicates.size());
        for (MatchedPredicate predicate : predicates) {
            to.text(predicate.identifier());
            to.text(predicate.field());
            to.text(predicate.operator());
            to.text(predicate.expected());
            to.text(predicate.found());
        }
    }

    static List<MatchedPredicate> readPredicates(BinaryReader from) {
        int size = from.size();
        List<MatchedPredicate> predicates = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            predicates.add(
                    new MatchedPredicate(
                            from.text(), from.text(), from.text(), from.text(), from.text()));
        }
        return predicates;
    }

    /** What ties a contribution to other correlations; two bytes where nothing does. */
    static void writeChain(BinaryWriter to, @Nullable InnerResult result, List<Carried> carried) {
        to.flag(result != null);
        if (result != null) {
            to.text(result.source());
            to.text(result.episode());
            to.flag(result.withdrawn());
            to.number(result.events().size());
            long previousMs = 0;
            for (EventRef event : result.events()) {
                writeRef(to, event, previousMs);
                previousMs = event.timeMs();
            }
        }
        writeCarried(to, carried);
    }

    static void writeCarried(BinaryWriter to, List<Carried> carried) {
        to.number(carried.size());
        for (Carried of : carried) {
            to.text(of.outer());
            to.text(of.inner());
            writeMap(to, of.groups());
            writeTexts(to, of.values());
        }
    }

    static @Nullable InnerResult readResult(BinaryReader from) {
        if (!from.flag()) {
            return null;
        }
        String source = from.text();
        String episode = from.text();
        boolean withdrawn = from.flag();
        int size = from.size();
        List<EventRef> events = new ArrayList<>(size);
        long previousMs = 0;
        for (int i = 0; i < size; i++) {
            EventRef event = readRef(from, previousMs);
            events.add(event);
            previousMs = event.timeMs();
        }
        return new InnerResult(source, episode, withdrawn, events);
    }

    static List<Carried> readCarried(BinaryReader from) {
        int size = from.size();
        List<Carried> carried = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            carried.add(new Carried(from.text(), from.text(), readMap(from), readTexts(from)));
        }
        return carried;
    }
}
