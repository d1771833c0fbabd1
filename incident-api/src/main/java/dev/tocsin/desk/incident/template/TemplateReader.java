package dev.tocsin.desk.incident.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.incident.Pap;
import dev.tocsin.desk.incident.Phase;
import dev.tocsin.desk.incident.Tlp;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.incident.custom.CustomValues;
import dev.tocsin.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads templates, of files and of requests alike. */
final class TemplateReader {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final Pattern TECHNIQUE = Pattern.compile("T[0-9]{4}(\\.[0-9]{3})?");
    private static final Set<String> MEMBERS =
            new LinkedHashSet<>(
                    List.of(
                            "id",
                            "name",
                            "description",
                            "severity",
                            "tlp",
                            "pap",
                            "tags",
                            CustomFields.MEMBER,
                            "techniques",
                            "questions",
                            "tasks"));
    private static final Set<String> TASK =
            new LinkedHashSet<>(List.of("title", "description", "phase", "due_in"));
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final int MAX_TASKS = 100;
    private static final int MAX_ITEMS = 50;
    private static final int MAX_NAME = 200;
    private static final int MAX_QUESTION = 2_000;
    private static final int MAX_TEXT = 4_000;

    private TemplateReader() {}

    /**
     * Reads a template that ships or was read before: its custom fields may have changed since.
     *
     * @param id when the body need not say it; null when it must
     * @throws dev.tocsin.desk.http.ProblemException 422 with every fault
     */
    static Template read(ObjectNode body, @Nullable String id) {
        Fields fields = new Fields(body, MEMBERS);
        ObjectNode custom =
                body.get(CustomFields.MEMBER) instanceof ObjectNode given ? given : Json.object();
        return read(fields, id, custom);
    }

    /**
     * Reads a template of a request.
     *
     * @param id when the body need not say it; null when it must
     * @param custom the fields that administrators added
     * @throws dev.tocsin.desk.http.ProblemException 422 with every fault
     */
    static Template read(ObjectNode body, @Nullable String id, CustomFields custom) {
        Fields fields = new Fields(body, MEMBERS);
        return read(fields, id, custom.apply(fields, CustomValues.NONE).toJson());
    }

    private static Template read(Fields fields, @Nullable String id, ObjectNode custom) {
        Template template =
                new Template(
                        id(fields, id),
                        fields.text("name", MAX_NAME),
                        fields.optionalText("description", MAX_TEXT),
                        fields.optionalEnum("severity", Level.class),
                        fields.optionalEnum("tlp", Tlp.class),
                        fields.optionalEnum("pap", Pap.class),
                        texts(fields, "tags", MAX_NAME),
                        custom,
                        techniques(fields),
                        texts(fields, "questions", MAX_QUESTION),
                        fields.objects("tasks", MAX_TASKS, TASK).stream()
                                .map(TemplateReader::task)
                                .toList());
        fields.check();
        return template;
    }

    private static String id(Fields fields, @Nullable String given) {
        String id = fields.optionalText("id", MAX_NAME);
        if (given != null) {
            if (id != null && !id.equals(given)) {
                fields.fault("id", "Expected " + given + " as in the path, but found " + id);
            }
            return given;
        }
        if (id == null && !fields.has("id")) {
            return fields.text("id", MAX_NAME);
        }
        fields.notNull("id");
        if (id != null && !ID.matcher(id).matches()) {
            fields.fault("id", "Expected a text like " + ID + ", but found " + id);
        }
        return id == null ? "" : id;
    }

    private static TemplateTask task(Fields fields) {
        return new TemplateTask(
                fields.text("title", MAX_NAME),
                fields.optionalText("description", MAX_TEXT),
                fields.optionalEnum("phase", Phase.class),
                fields.optional("due_in", MAX_NAME, TemplateReader::duration));
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException | ArithmeticException _) {
            // Told below, like one that is out of range.
        }
        throw new IllegalArgumentException(
                "Expected a duration such as PT4H or P2D, but found " + text);
    }

    private static List<String> techniques(Fields fields) {
        List<String> techniques = texts(fields, "techniques", MAX_NAME);
        for (String technique : techniques) {
            if (!TECHNIQUE.matcher(technique).matches()) {
                fields.fault(
                        "techniques", "Expected texts such as T1059.001, but found " + technique);
            }
        }
        return techniques;
    }

    private static List<String> texts(Fields fields, String name, int maxLength) {
        List<String> texts = fields.optionalTexts(name, MAX_ITEMS, maxLength);
        return texts == null ? List.of() : texts;
    }
}
