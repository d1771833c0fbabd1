package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The severities of RFC 5424, as names and as numbers. */
final class SyslogSeverity {
    private static final List<String> NAMES =
            List.of(
                    "emergency",
                    "alert",
                    "critical",
                    "error",
                    "warning",
                    "notice",
                    "info",
                    "debug");

    private SyslogSeverity() {}

    /** Sets {@code log.level} and, where it is known, {@code event.severity}. */
    static boolean put(JsonNode value, Draft draft) {
        if (value.isContainerNode() || value.isNull() || draft.has("log.level")) {
            return false;
        }
        Long number = Numbers.whole(value);
        if (number == null) {
            String level = Texts.lower(value.asText().strip());
            draft.put("log.level", level.isEmpty() ? null : level);
            int code = code(level);
            if (code >= 0) {
                draft.put("event.severity", code);
            }
        } else {
            draft.put("event.severity", (long) number);
            draft.put("log.level", number >= 0 && number < 8 ? name(number) : "" + number);
        }
        return true;
    }

    /** The name of a code from 0 to 7. */
    static String name(long code) {
        return NAMES.get((int) code);
    }

    private static int code(String name) {
        return switch (name) {
            case "emerg", "panic" -> 0;
            case "crit", "fatal" -> 2;
            case "err" -> 3;
            case "warn" -> 4;
            case "informational" -> 6;
            case "trace" -> 7;
            default -> NAMES.indexOf(name);
        };
    }
}
