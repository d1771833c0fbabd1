package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.logsource.LogSourceRoutes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From the sender's JSON to an ECS document: the {@link Shape} that the door named, else the first
 * that recognizes the event, fills a {@link Draft}, then {@link Finish} adds what every event has.
 * Nothing is thrown away: what has no place in ECS stands under the sender's namespace, and what
 * went wrong in {@code tocsin.problems}. Same inputs, same output. Thread-safe.
 */
public final class EventNormalizer {
    /** How far after its arrival an event may claim to have happened. */
    public static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(5);

    /** How long before its arrival an event happened that is tagged as old, and kept as it is. */
    public static final Duration OLD_AFTER = Duration.ofHours(24);

    private static final Shape LAST = new GenericShape();

    /** From the most telling shape to the one that takes everything. */
    private static final List<Shape> SHAPES =
            Stream.of(
                            List.of(new EvtxShape(), new WinlogbeatShape(), new NxlogShape()),
                            VendorShape.ALL,
                            List.of(new EcsShape(), new MozDefShape(), LAST))
                    .flatMap(List::stream)
                    .toList();

    private static final Map<String, Shape> BY_NAME =
            SHAPES.stream().collect(Collectors.toUnmodifiableMap(Shape::name, shape -> shape));

    private final LogSourceRoutes routes;
    private final Places places = new Places();

    /** With the log source routes that we ship. */
    public EventNormalizer() {
        this.routes = LogSourceRoutes.shipped();
    }

    /** Normalizes one event; the sent document stays as it is. */
    public NormalizedEvent normalize(ObjectNode sent, IngestInfo info) {
        Shape shape = shapeOf(sent, info.pipeline());
        Draft draft = new Draft(info, routes, places);
        try {
            fill(shape, sent, draft);
        } catch (RuntimeException e) {
            draft = new Draft(info, routes, places);
            draft.problem(
                    "Expected the normalizer %s to read the event, but it failed: %s"
                            .formatted(shape.name(), e));
            fill(LAST, sent, draft);
        }
        return Finish.of(draft, info);
    }

    /** A hint is no order: an event that its shape does not recognize goes the common way. */
    private static Shape shapeOf(ObjectNode sent, @Nullable String hint) {
        Shape hinted = hint == null ? null : BY_NAME.get(hint);
        if (hinted != null && hinted.recognizes(sent)) {
            return hinted;
        }
        for (Shape shape : SHAPES) {
            if (shape.recognizes(sent)) {
                return shape;
            }
        }
        return LAST;
    }

    private static void fill(Shape shape, ObjectNode sent, Draft draft) {
        draft.step(shape.name());
        shape.fill(sent, draft);
        if (!draft.has(LogSource.FIELD)) {
            draft.route();
        }
    }
}
