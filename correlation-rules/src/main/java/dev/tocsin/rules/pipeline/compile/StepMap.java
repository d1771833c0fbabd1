package dev.tocsin.rules.pipeline.compile;

import dev.tocsin.rules.compile.Values;
import dev.tocsin.rules.pipeline.step.Place;
import dev.tocsin.rules.source.Yaml;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of one step. */
final class StepMap {
    private static final String MESSAGE = "message";

    private final Yaml.Mapping map;
    private final Values values;
    private final Fields fields;

    private StepMap(Yaml.Mapping map, Fields fields) {
        this.map = map;
        this.values = new Values(map, fields.problems());
        this.fields = fields;
    }

    /** The keys of a step; an empty map and a problem when it is none. */
    static StepMap of(Yaml value, StepKind kind, Fields fields, Set<String> keys) {
        Yaml.Mapping map =
                value instanceof Yaml.Mapping given
                        ? given
                        : new Yaml.Mapping(List.of(), value.at());
        if (!(value instanceof Yaml.Mapping)) {
            fields.wrong(
                    value, "a map in '" + kind.text() + "'", "write for example {field: message}");
        }
        StepMap step = new StepMap(map, fields);
        step.values.allowOnly(keys, "'" + kind.text() + "'");
        return step;
    }

    Values values() {
        return values;
    }

    Yaml at() {
        return map;
    }

    @Nullable Yaml get(String key) {
        return map.get(key);
    }

    /** The field that is read: {@code field}, else the message. */
    @Nullable Place field() {
        Yaml given = map.get("field");
        return given == null ? Place.of(MESSAGE) : fields.source(given);
    }

    /** The field that is read, where there is no usual one; null and a problem without. */
    @Nullable Place needField() {
        Yaml given = map.get("field");
        if (given == null) {
            missing("field", "field: source.ip");
            return null;
        }
        return fields.source(given);
    }

    /** The field that is made: {@code to}, or null. */
    @Nullable Place to() {
        Yaml given = map.get("to");
        return given == null ? null : fields.target(given);
    }

    /** The text of a key; null and a problem without. */
    @Nullable String need(String key, String example) {
        String text = values.text(key);
        if (text == null || text.isEmpty()) {
            missing(key, example);
            return null;
        }
        return text;
    }

    void missing(String key, String example) {
        Yaml given = map.get(key);
        fields.problems()
                .error(
                        given == null ? map.at() : given.at(),
                        "Expected '"
                                + key
                                + "', but found "
                                + (given == null ? "none" : given.what()),
                        "add for example '" + example + "'");
    }
}
