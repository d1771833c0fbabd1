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
 * @param end the last event
 * @param silence what was said of the silence after it; null for nothing
 */
record Presence(EventRef start, Detail end, @Nullable Episode silence) {

    private static final String NO_TOPIC = "";

    /** A group that was heard once. */
    static Presence of(Detail event) {
        return new Presence(event.ref(), event, null);
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
        return new Presence(start, end, said);
    }
}
