package dev.tocsin.desk.incident.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads definitions of requests. */
final class CustomFieldReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,49}");
    private static final List<String> CHANGEABLE =
            List.of("label", "description", "choices", "required", "retired");
    private static final Set<String> PATCH = new LinkedHashSet<>(CHANGEABLE);
    private static final Set<String> MEMBERS = new LinkedHashSet<>(List.of("name", "type"));

    static {
        MEMBERS.addAll(CHANGEABLE);
    }

    private static final int MAX_CHOICES = 200;
    private static final int MAX_DESCRIPTION = 2_000;

    private CustomFieldReader() {}

    /**
     * Reads a new one.
     *
     * @throws dev.tocsin.desk.http.ProblemException 422 with every fault
     */
    static CustomField creation(ObjectNode body) {
        Fields fields = new Fields(body, MEMBERS);
        String name = fields.text("name", CustomFields.MAX_TEXT);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            fields.fault("name", "Expected a text like " + NAME + ", but found " + name);
        }
        CustomType type = fields.optionalEnum("type", CustomType.class);
        if (!fields.has("type") || fields.isNull("type")) {
            fields.fault(
                    "type",
                    "Expected one of " + Texts.names(CustomType.class) + ", but found none");
        }
        CustomType known = type == null ? CustomType.TEXT : type;
        CustomField nothing = new CustomField(name, known, null, null, List.of(), false, false);
        return read(fields, nothing, type != null);
    }

    /**
     * Reads a merge patch.
     *
     * @throws dev.tocsin.desk.http.ProblemException 422 with every fault
     */
    static CustomField patch(ObjectNode body, CustomField before) {
        return read(new Fields(body, PATCH), before, true);
    }

    private static CustomField read(Fields fields, CustomField before, boolean typed) {
        fields.notNull("required", "retired");
        Boolean required = fields.optionalFlag("required");
        Boolean retired = fields.optionalFlag("retired");
        CustomField after =
                new CustomField(
                        before.name(),
                        before.type(),
                        text(fields, "label", CustomFields.MAX_TEXT, before.label()),
                        text(fields, "description", MAX_DESCRIPTION, before.description()),
                        choices(fields, before, typed),
                        required == null ? before.required() : required,
                        retired == null ? before.retired() : retired);
        fields.check();
        return after;
    }

    private static @Nullable String text(
            Fields fields, String name, int max, @Nullable String before) {
        return fields.has(name) ? fields.optionalText(name, max) : before;
    }

    private static List<String> choices(Fields fields, CustomField before, boolean typed) {
        List<String> given = fields.optionalTexts("choices", MAX_CHOICES, CustomFields.MAX_TEXT);
        List<String> choices =
                fields.has("choices") ? (given == null ? List.of() : given) : before.choices();
        if (typed && (before.type() == CustomType.CHOICE) == choices.isEmpty()) {
            fields.fault(
                    "choices",
                    choices.isEmpty()
                            ? "Expected at least one choice, but found none"
                            : "Expected no choices for the type "
                                    + Texts.name(before.type())
                                    + ", but found "
                                    + choices.size());
        }
        return choices;
    }
}
