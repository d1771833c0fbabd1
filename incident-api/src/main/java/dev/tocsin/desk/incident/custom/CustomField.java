package dev.tocsin.desk.incident.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field that an administrator has given incidents.
 *
 * @param name by which requests and filters name it; it stays
 * @param type what its values are; it stays, for values of another one could not be compared
 * @param label for people; null when the name will do
 * @param description what it is for; may be null
 * @param choices of a {@link CustomType#CHOICE}, in the order in which people see them; else none
 * @param required whether a new incident must have a value, and no value can be removed
 * @param retired whether it takes no values any more; those that are there stay
 */
public record CustomField(
        String name,
        CustomType type,
        @Nullable String label,
        @Nullable String description,
        List<String> choices,
        boolean required,
        boolean retired) {
    private static final int MAX_TEXT = 4_000;
    private static final int MAX_USER = 200;
    private static final int MAX_TIME = 100;
    private static final int DAY = "2026-12-01".length();

    public CustomField {
        choices = List.copyOf(choices);
    }

    /** Whether an incident must have a value. */
    boolean isAsked() {
        return required && !retired;
    }

    /** A value that a caller gives; null when it is absent, null or faulty. */
    @Nullable CustomValue read(Fields given) {
        return switch (type) {
            case TEXT -> text(given.optionalText(name, MAX_TEXT));
            case USER -> text(given.optionalText(name, MAX_USER));
            case CHOICE -> text(given.optional(name, CustomFields.MAX_TEXT, this::choice));
            case NUMBER -> {
                Double number = given.optionalNumber(name, CustomValue.Amount.MAX);
                yield number == null ? null : new CustomValue.Amount(number);
            }
            case BOOLEAN -> {
                Boolean flag = given.optionalFlag(name);
                yield flag == null ? null : new CustomValue.Flag(flag);
            }
            case DATE -> {
                Long ms = given.optional(name, MAX_TIME, CustomField::moment);
                yield ms == null ? null : new CustomValue.Moment(ms);
            }
        };
    }

    private static @Nullable CustomValue text(@Nullable String text) {
        return text == null ? null : new CustomValue.Text(text);
    }

    private String choice(String text) {
        if (!choices.contains(text)) {
            throw new IllegalArgumentException(
                    "Expected one of " + String.join(", ", choices) + ", but found " + text);
        }
        return text;
    }

    private static Long moment(String text) {
        if (text.length() == DAY) {
            try {
                text = LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC).toString();
            } catch (DateTimeException _) {
                // Told below, like any other text that is no time.
            }
        }
        return Texts.moment(text);
    }

    /** What has to change to make {@code other} of this. */
    List<FieldChange> changesTo(CustomField other) {
        return Stream.of(
                        FieldChange.of("label", label, other.label),
                        FieldChange.of("description", description, other.description),
                        FieldChange.of("choices", choices, other.choices),
                        flag("required", required, other.required),
                        flag("retired", retired, other.retired))
                .filter(FieldChange::isReal)
                .toList();
    }

    private static FieldChange flag(String name, boolean from, boolean to) {
        return FieldChange.of(name, "" + from, "" + to);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("name", name).put("type", Texts.name(type));
        json.put("label", label).put("description", description);
        json.set("choices", Json.MAPPER.valueToTree(choices));
        return json.put("required", required).put("retired", retired);
    }
}
