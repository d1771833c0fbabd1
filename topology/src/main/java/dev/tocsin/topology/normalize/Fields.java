package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** Puts what stood in a line into ECS: the end of a field's name says what a text must become. */
final class Fields {
    private Fields() {}

    /** A text that is empty or a hyphen is none. */
    static void put(Draft draft, String path, @Nullable String text) {
        String value = text == null ? "" : text.strip();
        if (value.isEmpty() || value.equals("-")) {
            return;
        }
        switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "ip" -> draft.putEndpoint(path.substring(0, path.length() - 3), value);
            case "port", "bytes", "packets", "pid", "size" ->
                    draft.putNumber(path, TextNode.valueOf(leadingNumber(value)));
            case "status_code" -> {
                // Squid says 000 of what was never answered.
                String code = leadingNumber(value);
                if (!code.startsWith("0")) {
                    draft.putNumber(path, TextNode.valueOf(code));
                }
            }
            case "transport", "direction" -> draft.put(path, Texts.lower(value));
            default -> draft.put(path, value);
        }
    }

    /**
     * The digits at the beginning; empty when they are a part of something else, like 1e9 or 3k.
     */
    private static String leadingNumber(String value) {
        String digits = new Scan(value).digits(Numbers.MOST_DIGITS);
        boolean ends =
                digits.length() == value.length()
                        || !Character.isLetterOrDigit(value.charAt(digits.length()));
        return ends ? digits : "";
    }

    /** Sets category, type, action and outcome of an event; null is none. */
    static void describe(
            Draft draft,
            String category,
            String type,
            @Nullable String action,
            @Nullable String outcome) {
        draft.putAll("event.category", category);
        draft.putAll("event.type", type);
        draft.put("event.action", action);
        draft.put("event.outcome", outcome);
    }

    /** Who made the device, and what it is. */
    static void observer(Draft draft, String vendor, String product, String type) {
        draft.put("observer.vendor", vendor);
        draft.put("observer.product", product);
        draft.put("observer.type", type);
    }

    static void dataset(Draft draft, String module, String dataset) {
        draft.put("event.module", module);
        draft.put("event.dataset", module + "." + dataset);
    }

    /** Sets the protocol from its number or its name. */
    static void protocol(Draft draft, @Nullable String protocol) {
        if (protocol == null || protocol.isEmpty()) {
            return;
        }
        if (!Scan.isDigit(protocol.charAt(0))) {
            put(draft, "network.transport", protocol);
            return;
        }
        draft.put("network.iana_number", protocol);
        draft.put("network.transport", Transports.name(protocol));
    }

    /** Sets an address and a port from {@code 192.0.2.1:80}, {@code [2001:db8::1]:80} or alone. */
    static void addressAndPort(Draft draft, String side, String text) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        int close = bracketed ? text.indexOf(']') : -1;
        if (close > 0) {
            put(draft, side + ".ip", text.substring(1, close));
            put(
                    draft,
                    side + ".port",
                    text.startsWith(":", close + 1) ? text.substring(close + 2) : "");
        } else if (colon > 0 && text.indexOf(':') == colon) {
            put(draft, side + ".ip", text.substring(0, colon));
            put(draft, side + ".port", text.substring(colon + 1));
        } else {
            put(draft, side + ".ip", text);
        }
    }

    /** Sets the parts of an address of the web, or of the path that a request has. */
    static void url(Draft draft, String original) {
        draft.put("url.original", original);
        int scheme = original.indexOf("://");
        int begin = 0;
        if (scheme > 0 && scheme < 10) {
            draft.put("url.scheme", Texts.lower(original.substring(0, scheme)));
            begin = end(original, scheme + 3, "/?#");
            authority(draft, original.substring(scheme + 3, begin));
        } else if (!original.startsWith("/")) {
            return;
        }
        int path = end(original, begin, "?#");
        put(draft, "url.path", original.substring(begin, path));
        if (path < original.length() && original.charAt(path) == '?') {
            put(draft, "url.query", original.substring(path + 1, end(original, path + 1, "#")));
        }
    }

    /** The host and its port, without the name that may stand before them. */
    static void authority(Draft draft, String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = host.lastIndexOf(':');
        boolean port = colon > 0 && colon > host.indexOf(']') && host.indexOf(':') <= colon;
        put(draft, "url.domain", port ? host.substring(0, colon) : host);
        put(draft, "url.port", port ? host.substring(colon + 1) : "");
    }

    private static int end(String text, int from, String marks) {
        int at = from;
        while (at < text.length() && marks.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** An object of the event that the values of a vendor stand in. */
    static ObjectNode vendor(Draft draft, String first, String second) {
        return draft.event().withObjectProperty(first).withObjectProperty(second);
    }
}
