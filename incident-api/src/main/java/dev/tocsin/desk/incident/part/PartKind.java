package dev.tocsin.desk.incident.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.Phase;
import dev.tocsin.desk.incident.Tlp;
import dev.tocsin.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kind of part of an incident.
 *
 * @param path the last part of the path of its list, and its name in the history
 * @param fields what a part of the kind says
 */
record PartKind(String path, List<PartField> fields) {
    private static final int MAX_TITLE = 200;
    private static final int MAX_VALUE = 2_000;
    private static final int MAX_TEXT = 4_000;
    private static final Pattern TECHNIQUE = Pattern.compile("T\\d{4}(\\.\\d{3})?");

    /** Every kind. */
    static final List<PartKind> ALL =
            List.of(
                    of(
                            "tasks",
                            PartField.text("title", MAX_TITLE).always(),
                            PartField.text("description", MAX_TEXT),
                            PartField.text("assignee", MAX_TITLE),
                            PartField.oneOf("phase", Texts.all(Phase.class)),
                            PartField.time("due"),
                            state("open", "in_progress", "done", "cancelled")),
                    of(
                            "observables",
                            PartField.oneOf(
                                            "type",
                                            List.of(
                                                    "ip", "domain", "url", "hash", "email", "file",
                                                    "host", "user", "process", "other"))
                                    .always(),
                            PartField.text("value", MAX_VALUE).always(),
                            PartField.oneOf("tlp", Texts.all(Tlp.class)).initially("amber"),
                            PartField.time("seen"),
                            PartField.text("description", MAX_TEXT)),
                    of(
                            "timeline",
                            PartField.time("at").always(),
                            PartField.text("text", MAX_TEXT).always()),
                    of(
                            "questions",
                            PartField.text("question", MAX_VALUE).always(),
                            PartField.text("answer", MAX_TEXT)),
                    of(
                            "theories",
                            PartField.text("text", MAX_TEXT).always(),
                            state("unverified", "supported", "refuted")),
                    of(
                            "mitigations",
                            PartField.text("text", MAX_TEXT).always(),
                            state("planned", "active", "removed"),
                            PartField.flag("temporary")),
                    of(
                            "lessons",
                            PartField.text("text", MAX_TEXT).always(),
                            PartField.text("action", MAX_TEXT)),
                    of(
                            "techniques",
                            PartField.matching("technique", "T1059.001", TECHNIQUE).always(),
                            PartField.text("description", MAX_TEXT)));

    /**
     * The kind of a path.
     *
     * @throws IllegalArgumentException when there is none
     */
    static PartKind of(String path) {
        for (PartKind kind : ALL) {
            if (kind.path.equals(path)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("Expected a kind of part, but found " + path);
    }

    PartKind {
        fields = List.copyOf(fields);
    }

    /** What a new part says; throws a problem that names every fault. */
    ObjectNode create(ObjectNode body) {
        Fields read = new Fields(body, names());
        ObjectNode values = Json.object();
        for (PartField field : fields) {
            if (field.required() && !read.has(field.name())) {
                read.fault(field.name(), "Expected a value, but found none");
            }
            JsonNode initial = field.initial();
            values.set(field.name(), initial == null ? NullNode.getInstance() : initial);
        }
        return read(read, values);
    }

    /** What a part says after a merge patch; throws a problem that names every fault. */
    ObjectNode patch(ObjectNode before, ObjectNode body) {
        return read(new Fields(body, names()), before.deepCopy());
    }

    private ObjectNode read(Fields read, ObjectNode values) {
        for (PartField field : fields) {
            if (!field.removable()) {
                read.notNull(field.name());
            }
            JsonNode value = field.reader().read(read, field.name());
            if (read.has(field.name())) {
                values.set(field.name(), value == null ? NullNode.getInstance() : value);
            }
        }
        read.check();
        return values;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(field -> names.add(field.name()));
        return names;
    }

    private static PartKind of(String path, PartField... fields) {
        return new PartKind(path, List.of(fields));
    }

    private static PartField state(String first, String... others) {
        Set<String> states = new LinkedHashSet<>(List.of(first));
        states.addAll(List.of(others));
        return PartField.oneOf("state", List.copyOf(states)).initially(first);
    }
}
