package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The binary form of the parts that contributions and states share. */
final class Parts {
    private Parts() {}

    /** Writes a reference; its time relative to {@code baseMs}. */
    static void writeRef(BinaryWriter to, EventRef ref, long baseMs) {
        to.text(ref.id());
        to.signed(ref.timeMs() - baseMs);
        to.text(ref.topic());
        to.signed(ref.partition());
        to.signed(ref.offset());
    }

    static EventRef readRef(BinaryReader from, long baseMs) {
        return new EventRef(
                from.text(),
                baseMs + from.signed(),
                from.text(),
                Math.toIntExact(from.signed()),
                from.signed());
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
}
