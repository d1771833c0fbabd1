package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes what one group hears of an inner correlation. Times are in seconds. */
final class InnerResults {
    private InnerResults() {}

    /** A result of the correlation {@code inner}, of one event, with these values. */
    static Contribution result(String id, long second, String... values) {
        EventRef at = new EventRef(id + "@" + second, second * 1_000, "raw", 0, second);
        return of(at, new InnerResult("inner", id, false, List.of(at)), List.of(values));
    }

    /** The same, of an episode with these events at their seconds; it is known by the last. */
    static Contribution behind(String id, List<String> values, long... seconds) {
        List<EventRef> events = new ArrayList<>();
        for (long second : seconds) {
            events.add(new EventRef("e" + second, second * 1_000, "raw", 0, second));
        }
        EventRef at = new EventRef(id, events.getLast().timeMs(), "raw", 0, 0);
        return of(at, new InnerResult("inner", id, false, events), values);
    }

    /** That there is no such result any more. */
    static Contribution takenBack(String id, long second) {
        EventRef at = new EventRef(id, second * 1_000, "raw", 0, second);
        return of(at, new InnerResult("inner", id, true, List.of()), List.of());
    }

    private static Contribution of(EventRef at, InnerResult result, List<String> values) {
        return new Contribution(
                "c",
                "alice",
                Map.of("user.name", "alice"),
                1,
                values,
                at,
                Map.of(),
                List.of(),
                result,
                List.of(new Carried("top", "c", Map.of("h", "h"), List.of())));
    }
}
