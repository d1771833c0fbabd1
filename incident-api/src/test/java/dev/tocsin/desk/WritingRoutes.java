package dev.tocsin.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How each route that writes is used with success. What it needs is made by the administrator; the
 * use itself is that of another caller.
 */
final class WritingRoutes {
    private final List<Stories> all;

    WritingRoutes(DeskDriver desk) {
        AtomicInteger names = new AtomicInteger();
        all =
                List.of(
                        new AccessStories(desk, names),
                        new IncidentStories(desk, names),
                        new ListStories(desk, names));
    }

    /** By method and path, as the specification has them. */
    Map<String, Stories.Story> stories() {
        Map<String, Stories.Story> stories = new LinkedHashMap<>();
        all.forEach(some -> stories.putAll(some.stories()));
        return stories;
    }

    /** Someone new. */
    Stories.Actor actor() {
        return all.getFirst().actor();
    }
}
