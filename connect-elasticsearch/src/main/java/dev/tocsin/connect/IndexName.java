package dev.tocsin.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an index, with the document's date in UTC in it: {@code logs-{yyyy.MM.dd}}. A name
 * without braces is used as it is.
 *
 * @param prefix text before the date
 * @param date the date's form; null for none
 * @param suffix text after the date
 * @param field the field with the date
 */
record IndexName(String prefix, @Nullable DateTimeFormatter date, String suffix, String field)
        implements IndexRule {
    private static final Pattern TEMPLATE = Pattern.compile("([^{}]*)(?:\\{([^{}]+)})?([^{}]*)");
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,199}");
    private static final LocalDate SAMPLE = LocalDate.of(2026, 1, 31);

    /**
     * @throws IllegalArgumentException when the template or a name from it is not legal
     */
    static IndexName of(String template, String field) {
        Matcher matcher = TEMPLATE.matcher(template);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Expected an index name with at most one date in braces, such as"
                            + " logs-{yyyy.MM.dd}, but found "
                            + template);
        }
        String form = matcher.group(2);
        IndexName name;
        String sample;
        try {
            DateTimeFormatter date =
                    form == null ? null : DateTimeFormatter.ofPattern(form, Locale.ROOT);
            name = new IndexName(matcher.group(1), date, matcher.group(3), field);
            sample = name.at(SAMPLE);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "Expected a date form such as yyyy.MM.dd in braces, but found " + form, e);
        }
        if (!LEGAL.matcher(sample).matches()) {
            throw new IllegalArgumentException(
                    "Expected an index name of lower-case letters, digits, '.', '_' and '-' that"
                            + " starts with a letter or digit, but found "
                            + sample);
        }
        return name;
    }

    @Override
    public String of(JsonNode document) throws MalformedDocumentException {
        return date == null
                ? prefix + suffix
                : at(instant(document).atZone(ZoneOffset.UTC).toLocalDate());
    }

    /** The date of a document: ISO text, or milliseconds since the epoch. */
    Instant instant(JsonNode document) throws MalformedDocumentException {
        JsonNode found = Json.at(document, field);
        try {
            if (found != null && found.isTextual()) {
                return OffsetDateTime.parse(found.textValue()).toInstant();
            }
            if (found != null && found.canConvertToLong()) {
                return Instant.ofEpochMilli(found.longValue());
            }
        } catch (DateTimeException _) {
            // reported below
        }
        throw new MalformedDocumentException(
                "Expected a date such as 2026-01-01T12:00:00.000Z in "
                        + field
                        + ", but found "
                        + (found == null ? "nothing" : found));
    }

    private String at(LocalDate day) {
        return date == null ? prefix + suffix : prefix + date.format(day) + suffix;
    }
}
