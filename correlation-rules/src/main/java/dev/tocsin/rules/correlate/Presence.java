package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Times at which a group was heard, with no gap longer than the timespan, and the silence after
 * them. What lies between the first and the last is not kept: no late event can make a silence
 * there.
 *
 * @param start the first event
 * @param behind if the first event is the result of another correlation: the events behind it
 * @param end the last event
 * @param silence what was said of the silence after it; null for nothing
 */
record Presence(EventRef start, List<EventRef> behind, Detail end, @Nullable Episode silence) {
    Presence {
        behind = List.copyOf(behind);
    }

    private static final String NO_TOPIC = "";

    /** A group that was heard once. */
    static Presence of(Detail event) {
        return new Presence(event.ref(), behind(event), event, null);
    }

    /** The events behind a result; empty for an event. */
    static List<EventRef> behind(Detail detail) {
        return detail.result() == null ? List.of() : detail.events();
    }

    /** A group that must be heard from a time on, but was not heard yet. */
    static Presence expected(ExpectedGroup group, long sinceMs) {
        EventRef noEvent = new EventRef(group.groupKey(), sinceMs, NO_TOPIC, -1, -1);
        return Presence.of(
                new Detail(
                        noEvent, group.group(), Map.of(), List.of(), false, null, group.carried()));
    }

    /** Whether it stands for no event. */
    boolean isExpected() {
        return isNoEvent(end.ref());
    }

    /** Whether it is only the time from which on a group is expected. */
    static boolean isNoEvent(EventRef ref) {
        return ref.topic().equals(NO_TOPIC);
    }

    long startMs() {
        return start.timeMs();
    }

    long endMs() {
        return end.ref().timeMs();
    }

    Presence with(@Nullable Episode said) {
        return new Presence(start, behind, end, said);
    }

    /** The first event, or the events behind it. */
    List<EventRef> startEvents() {
        return behind.isEmpty() ? List.of(start) : behind;
    }

    /** Whether it begins before another one. */
    boolean startsBefore(Presence other) {
        return Detail.compare(start, startEvents(), other.start, other.startEvents()) < 0;
    }
}
