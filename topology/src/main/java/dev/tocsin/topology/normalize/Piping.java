package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.pipeline.Outcome;
import dev.tocsin.rules.pipeline.Pipeline;
import dev.tocsin.rules.pipeline.PipelineContext;
import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.Result;
import dev.tocsin.rules.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event's way through pipelines: one of the stage before reads what was sent, those of the
 * stage after go over the event. Not thread-safe.
 */
final class Piping {
    private static final Set<String> OF_EVERY_EVENT =
            Set.of("@timestamp", "message", "tags", "labels", "tocsin");

    private final PipelineSet pipelines;
    private final PipelineContext context;
    private final List<String> problems = new ArrayList<>();
    private final @Nullable Pipeline reader;
    private final ObjectNode document;
    private @Nullable String droppedBy;

    /**
     * Runs the pipeline that reads what was sent, if there is one; what was sent stays as it is.
     */
    Piping(PipelineSet pipelines, PipelineContext context, ObjectNode sent) {
        this.pipelines = pipelines;
        this.context = context;
        this.reader = pipelines.before(sent, context);
        this.document = reader == null ? sent : sent.deepCopy();
        if (reader != null) {
            take(reader, reader.run(document, context));
        }
    }

    private void take(Pipeline pipeline, Outcome outcome) {
        problems.addAll(outcome.problems());
        if (outcome.droppedBy() != null) {
            droppedBy = pipeline.name() + ": " + outcome.droppedBy();
        }
    }

    /** The step that dropped the event, or null. */
    @Nullable String droppedBy() {
        return droppedBy;
    }

    /** What the shapes read. */
    ObjectNode document() {
        return document;
    }

    /** Whether what was sent is in ECS now, so that no shape need read it. */
    boolean isEcs() {
        return reader != null && reader.result() == Result.ECS;
    }

    /** Notes in a draft what ran so far. */
    void begin(Draft draft) {
        if (reader != null) {
            draft.step(reader.name());
        }
        problems.forEach(draft::problem);
    }

    /** Fills a draft from a document in ECS; what no step put anywhere goes under a namespace. */
    void fillEcs(Draft draft) {
        if (reader != null) {
            ObjectNode rest = takeRest(reader.roots());
            EcsDocument.takeEvent(document, draft);
            if (!rest.isEmpty()) {
                draft.put(reader.keep(), rest);
            }
        }
    }

    private ObjectNode takeRest(Set<String> made) {
        ObjectNode rest = Json.object();
        if (made.contains(Pipeline.ANY_ROOT)) {
            return rest;
        }
        for (String name : List.copyOf(names())) {
            JsonNode value = document.get(name);
            int dot = name.indexOf('.');
            String root = dot < 0 ? name : name.substring(0, dot);
            boolean stays =
                    EcsDocument.FIELD_SETS.contains(root)
                            ? dot > 0 || value.isObject()
                            : made.contains(root) || OF_EVERY_EVENT.contains(name);
            if (!stays) {
                rest.set(name, value);
                document.remove(name);
            }
        }
        return rest;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        document.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Runs the pipelines that go over the event, in their order, until one drops it. */
    void after(Draft draft) {
        boolean any = false;
        for (Pipeline pipeline : pipelines.pipelines()) {
            if (pipeline.stage() == Stage.AFTER
                    && droppedBy == null
                    && pipeline.appliesTo(draft.event(), context)) {
                if (!any) {
                    open(draft);
                }
                any = true;
                draft.step(pipeline.name());
                Outcome outcome = pipeline.run(draft.event(), context);
                outcome.problems().forEach(draft::problem);
                take(pipeline, outcome);
            }
        }
        if (any) {
            draft.retime(draft.event().remove("@timestamp"));
        }
    }

    /** The event is the pipelines' own, and has its time. */
    private static void open(Draft draft) {
        ObjectNode own = draft.event().deepCopy();
        if (draft.time() != null) {
            own.set("@timestamp", TextNode.valueOf(draft.time().toString()));
        }
        draft.startFrom(own);
    }
}
