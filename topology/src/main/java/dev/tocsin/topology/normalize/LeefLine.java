package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the Log Event Extended Format: {@code LEEF:1.0|vendor|product|version|id|key=value},
 * parted by tabs, or in {@code LEEF:2.0} by the character that a sixth part names, itself or in
 * hexadecimal. Own names stand under {@code leef.attributes}.
 */
final class LeefLine {
    private static final String BEGINNING = "LEEF:";
    private static final int MOST_FIELDS = 500;
    private static final int LONGEST_FORMAT = 60;

    private LeefLine() {}

    static boolean recognizes(String line) {
        return line.startsWith(BEGINNING) && line.indexOf('|') > 0;
    }

    static void read(String line, Draft draft) {
        Scan scan = new Scan(line.substring(BEGINNING.length()));
        String version = scan.until("|");
        String vendor = scan.until("|");
        String product = scan.until("|");
        String productVersion = scan.until("|");
        String id = scan.until("|");
        if (version == null
                || vendor == null
                || product == null
                || productVersion == null
                || id == null) {
            draft.problem("Expected a LEEF header of five parts, but found fewer");
            return;
        }
        draft.step("leef");
        draft.put("leef.version", version);
        Fields.put(draft, "leef.device.vendor", vendor);
        Fields.put(draft, "leef.device.product", product);
        Fields.put(draft, "leef.device.version", productVersion);
        Fields.put(draft, "event.code", id);
        char delimiter = version.startsWith("2") ? delimiter(scan) : '\t';
        ObjectNode fields = attributes(scan.rest(), delimiter);
        if (!fields.isEmpty()) {
            draft.put("leef.attributes", fields);
        }
        formattedTime(fields, draft);
        DeviceFields.message(draft, Json.text(fields, "msg"), "");
        DeviceFields.severity(draft, Json.text(fields, "sev"));
        DeviceFields.toEcs(fields, draft);
        DeviceFields.device(draft, vendor, product, productVersion);
    }

    /** {@code ^|}, {@code x5E|} or {@code 0x5E|}; nothing, or no such part, is a tab. */
    private static char delimiter(Scan scan) {
        int begin = scan.at();
        String part = scan.until("|");
        if (part != null && part.isEmpty()) {
            return '\t';
        }
        if (part != null && part.length() == 1) {
            return part.charAt(0);
        }
        int x = part == null || part.length() > 6 ? -1 : Texts.lower(part).indexOf('x');
        if (part != null && (x == 0 || (x == 1 && part.charAt(0) == '0'))) {
            try {
                return (char) Integer.parseInt(part, x + 1, part.length(), 16);
            } catch (NumberFormatException _) {
                // It is an attribute, then.
            }
        }
        scan.moveTo(begin);
        return '\t';
    }

    private static ObjectNode attributes(String text, char delimiter) {
        ObjectNode fields = Json.object();
        Scan scan = new Scan(text);
        String mark = String.valueOf(delimiter);
        while (!scan.atEnd() && fields.size() < MOST_FIELDS) {
            String pair = scan.until(mark);
            String whole = pair == null ? scan.rest() : pair;
            int equals = whole.indexOf('=');
            String key = equals < 0 ? "" : whole.substring(0, equals).strip();
            if (!key.isEmpty() && !fields.has(key)) {
                fields.put(key, whole.substring(equals + 1));
            }
        }
        return fields;
    }

    /** A sender may say how it writes the time of the event. */
    private static void formattedTime(ObjectNode fields, Draft draft) {
        String time = Json.text(fields, "devTime");
        String format = Json.text(fields, "devTimeFormat");
        if (time == null || format == null || draft.time() != null) {
            return;
        }
        if (format.length() <= LONGEST_FORMAT) {
            String iso = iso(time, format, draft);
            draft.time(iso == null ? null : TextNode.valueOf(iso));
        }
    }

    private static @Nullable String iso(String time, String format, Draft draft) {
        try {
            TemporalAccessor parsed =
                    DateTimeFormatter.ofPattern(format, Locale.ENGLISH)
                            .parseBest(time, ZonedDateTime::from, LocalDateTime::from);
            return parsed instanceof ZonedDateTime zoned
                    ? zoned.toInstant().toString()
                    : LocalDateTime.from(parsed).atZone(draft.info().zone()).toInstant().toString();
        } catch (DateTimeException | IllegalArgumentException _) {
            return null;
        }
    }
}
