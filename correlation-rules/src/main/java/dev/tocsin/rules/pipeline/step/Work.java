package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.pipeline.Outcome;
import dev.tocsin.rules.pipeline.PipelineContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a pipeline over one document: where steps read and write, and say what went wrong. Not
 * thread-safe.
 */
public final class Work {
    /** The most values that copies may add to one document. */
    static final int MOST_COPIED = 100_000;

    /** The most problems of one run that are kept. */
    static final int MOST_PROBLEMS = 100;

    private static final int SHORT = 100;

    private final String pipeline;
    private final ObjectNode document;
    private final PipelineContext context;
    private final List<String> problems = new ArrayList<>();
    private @Nullable StepPlan current;
    private @Nullable String droppedBy;
    private int copied;

    /**
     * @param document the run owns it
     */
    public Work(String pipeline, ObjectNode document, PipelineContext context) {
        this.pipeline = pipeline;
        this.document = document;
        this.context = context;
    }

    /** Runs a step, if its condition holds. One that fails leaves a problem and nothing else. */
    public void run(StepPlan step) {
        current = step;
        try {
            if (step.applies(document)) {
                step.step().run(this);
            }
        } catch (RuntimeException e) {
            fail("the step to end", e.toString());
        }
    }

    public boolean dropped() {
        return droppedBy != null;
    }

    public Outcome outcome() {
        return new Outcome(problems, droppedBy);
    }

    ObjectNode document() {
        return document;
    }

    PipelineContext context() {
        return context;
    }

    /** The event is not wanted; this is the last step. */
    void drop() {
        droppedBy = current == null ? "" : current.label();
    }

    /** What is wrong with this step, for {@code tocsin.problems}. */
    void fail(String expected, String found) {
        if (problems.size() < MOST_PROBLEMS) {
            String label = current == null ? "" : current.label();
            problems.add(
                    "Pipeline %s, %s: Expected %s, but found %s"
                            .formatted(pipeline, label, expected, shortened(found)));
        }
    }

    /** A problem that somebody else put into words. */
    void problem(String text) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add("Pipeline " + pipeline + ": " + shortened(text));
        }
    }

    /** What stands at a place and is not null; null and a problem when there is nothing. */
    @Nullable JsonNode need(Place place) {
        JsonNode found = place.at(document);
        if (found != null && !found.isNull()) {
            return found;
        }
        if (current == null || !current.optional()) {
            fail("a value in " + place, found == null ? "no such field" : "null");
        }
        return null;
    }

    /** The text of a scalar at a place; null and a problem when there is none. */
    @Nullable String needText(Place place) {
        JsonNode found = need(place);
        if (found == null) {
            return null;
        }
        if (found.isContainerNode()) {
            fail("a text in " + place, what(found));
            return null;
        }
        return found.asText();
    }

    /**
     * Puts a value where the step says that it belongs.
     *
     * @return false, and a problem, if there is something already, or no way there
     */
    boolean put(Place place, JsonNode value) {
        JsonNode before = place.at(document);
        boolean replace = current != null && current.replace();
        if (before != null && !before.isNull() && !replace && !before.equals(value)) {
            fail("nothing in " + place + ", or replace: true", brief(before));
            return false;
        }
        return value.equals(before) || overwrite(place, value);
    }

    boolean put(Place place, String value) {
        return put(place, TextNode.valueOf(value));
    }

    /** Puts what was made of a field: in the place of the field itself, or as {@link #put}. */
    boolean putFrom(Place from, Place to, JsonNode value) {
        return to.toString().equals(from.toString()) ? overwrite(to, value) : put(to, value);
    }

    /** Puts a value under a name that came with the event. */
    void putNamed(@Nullable Place under, String name, JsonNode value) {
        String full = under == null ? name : under + "." + name;
        Place place = Place.of(full);
        if (place == null) {
            fail("a name of a field", "'" + full + "'");
        } else {
            put(place, value);
        }
    }

    /** Puts a value, whatever was there. */
    boolean overwrite(Place place, JsonNode value) {
        if (place.isOurs()) {
            fail("a field outside of tocsin", place.toString());
            return false;
        }
        if (place.replace(document, value)) {
            return true;
        }
        fail("an object on the way to " + place, "something else");
        return false;
    }

    /** A copy of a value; null and a problem when the copies of this run grow too large. */
    @Nullable JsonNode copy(JsonNode value) {
        if (value.isValueNode()) {
            return value;
        }
        copied += count(value);
        if (copied > MOST_COPIED) {
            fail("copies of at most " + MOST_COPIED + " values", "more");
            return null;
        }
        return value.deepCopy();
    }

    private static int count(JsonNode value) {
        int count = 1;
        for (JsonNode child : value) {
            count += count(child);
        }
        return count;
    }

    /** Adds a tag, once. */
    void tag(String tag) {
        JsonNode tags = document.get("tags");
        ArrayNode list;
        if (tags instanceof ArrayNode array) {
            list = array;
        } else {
            list = Json.MAPPER.createArrayNode();
            if (tags != null && !tags.isNull()) {
                list.add(tags);
            }
            document.set("tags", list);
        }
        for (JsonNode each : list) {
            if (each.asText().equals(tag)) {
                return;
            }
        }
        list.add(tag);
    }

    /** Each scalar of a value: of a list its elements. */
    static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode item : value) {
                if (item.isValueNode() && !item.isNull()) {
                    texts.add(item.asText());
                }
            }
        } else if (value.isValueNode()) {
            texts.add(value.asText());
        }
        return texts;
    }

    static String brief(JsonNode value) {
        return value.isContainerNode() ? what(value) : "'" + value.asText() + "'";
    }

    static String what(JsonNode value) {
        return value.isArray() ? "a list" : value.isObject() ? "an object" : brief(value);
    }

    private static String shortened(String text) {
        return text.length() <= SHORT ? text : text.substring(0, SHORT) + "…";
    }
}
