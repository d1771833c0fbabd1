package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.logsource.LogSourceRoutes;
import dev.tocsin.rules.pipeline.PipelineContext;
import dev.tocsin.rules.pipeline.PipelineSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From the sender's JSON to an ECS document: the {@link Shape} that the door named, else the first
 * that recognizes the event, fills a {@link Draft}, then {@link Finish} adds what every event has.
 * Nothing is thrown away: what has no place in ECS stands under the sender's namespace, and what
 * went wrong in {@code tocsin.problems}. Same inputs, same output. Thread-safe. {@link Piping} has
 * what pipelines add.
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
                            DoorShape.ALL,
                            VendorShape.ALL,
                            List.of(new EcsShape(), new MozDefShape(), LAST))
                    .flatMap(List::stream)
                    .toList();

    private static final Map<String, Shape> BY_NAME =
            SHAPES.stream().collect(Collectors.toUnmodifiableMap(Shape::name, shape -> shape));

    private final LogSourceRoutes routes = LogSourceRoutes.shipped();
    private final Places places = new Places();
    private final Reading reading;

    /** With the log source routes that we ship, and without pipelines. */
    public EventNormalizer() {
        this(Reading.builtIn());
    }

    /** With pipelines and plugins. */
    public EventNormalizer(Reading reading) {
        this.reading = reading;
    }

    /** The names of all shapes. */
    static Set<String> shapes() {
        return BY_NAME.keySet();
    }

    /** Normalizes one event; the sent document stays as it is. */
    public NormalizedEvent normalize(ObjectNode sent, IngestInfo info) {
        PipelineSet pipelines = reading.pipelines().get();
        Draft draft =
                pipelines.pipelines().isEmpty()
                        ? shaped(sent, info)
                        : piped(new Piping(pipelines, context(info), sent), info);
        return Finish.of(draft, info);
    }

    private PipelineContext context(IngestInfo info) {
        return new PipelineContext(
                info.receivedAt(), info.zone(), info.source(), info.pipeline(), reading.plugins());
    }

    private Draft piped(Piping piping, IngestInfo info) {
        Draft draft = new Draft(info, routes, places);
        piping.begin(draft);
        if (piping.droppedBy() == null) {
            if (piping.isEcs()) {
                piping.fillEcs(draft);
                routed(draft);
            } else {
                draft = shaped(piping.document(), info, piping);
            }
            piping.after(draft);
        }
        if (piping.droppedBy() != null) {
            draft.drop(piping.droppedBy());
        }
        return draft;
    }

    private Draft shaped(ObjectNode sent, IngestInfo info) {
        return shaped(sent, info, null);
    }

    private Draft shaped(ObjectNode sent, IngestInfo info, @Nullable Piping before) {
        Shape shape = shapeOf(sent, info.pipeline());
        Draft draft = draft(info, before);
        try {
            fill(shape, sent, draft);
        } catch (RuntimeException e) {
            draft = draft(info, before);
            draft.problem(
                    "Expected the normalizer %s to read the event, but it failed: %s"
                            .formatted(shape.name(), e));
            fill(LAST, sent, draft);
        }
        return draft;
    }

    private Draft draft(IngestInfo info, @Nullable Piping before) {
        Draft draft = new Draft(info, routes, places);
        if (before != null) {
            before.begin(draft);
        }
        return draft;
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

    /** Reads what another shape wraps, if a shape that tells its fields recognizes it. */
    static boolean readInside(ObjectNode inside, Draft draft) {
        for (Shape shape : SHAPES) {
            boolean telling = shape != LAST && !(shape instanceof DoorShape);
            if (telling && shape.recognizes(inside)) {
                draft.step(shape.name());
                shape.fill(inside, draft);
                return true;
            }
        }
        return false;
    }

    private static void fill(Shape shape, ObjectNode sent, Draft draft) {
        draft.step(shape.name());
        shape.fill(sent, draft);
        routed(draft);
    }

    private static void routed(Draft draft) {
        if (!draft.has(LogSource.FIELD)) {
            draft.route();
        }
    }
}
