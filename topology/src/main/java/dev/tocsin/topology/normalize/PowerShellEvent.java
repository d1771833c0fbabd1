package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What PowerShell's events mean. Its newer log has fields; in the older one, and in the context of
 * the newer one, lines of {@code Name=value} say who runs what.
 */
final class PowerShellEvent {
    private PowerShellEvent() {}

    static void describe(WindowsData data, int id) {
        String context = context(data);
        switch (id) {
            case 400, 600 -> data.categorize("process", "start");
            case 403 -> data.categorize("process", "end");
            default -> data.categorize("process", "info");
        }
        if (id == 4104) {
            data.file("Path");
        }
        if (context == null) {
            return;
        }
        data.draft().put("process.command_line", value(context, "Host Application"));
        data.draft().put("process.command_line", value(context, "HostApplication"));
        data.draft().putAccount("user", value(context, "User"));
        data.draft().putAccount("user", value(context, "UserId"));
    }

    private static @Nullable String context(WindowsData data) {
        String info = data.text("ContextInfo");
        if (info != null) {
            return info;
        }
        JsonNode values = data.fields().get("Data");
        if (values == null || !values.isArray()) {
            return data.text("Data");
        }
        for (JsonNode value : values) {
            if (value.isTextual() && value.textValue().contains("HostApplication=")) {
                return value.textValue();
            }
        }
        return null;
    }

    /** What stands behind {@code name =} up to the end of the line. */
    private static @Nullable String value(String context, String name) {
        int at = context.indexOf(name);
        while (at >= 0) {
            int after = at + name.length();
            int equals = skipSpaces(context, after);
            if (isLineBegin(context, at)
                    && equals < context.length()
                    && context.charAt(equals) == '=') {
                int end = context.indexOf('\n', equals);
                String value = context.substring(equals + 1, end < 0 ? context.length() : end);
                return value.isBlank() ? null : value.strip();
            }
            at = context.indexOf(name, after);
        }
        return null;
    }

    private static int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static boolean isLineBegin(String text, int at) {
        return at == 0 || Character.isWhitespace(text.charAt(at - 1));
    }
}
