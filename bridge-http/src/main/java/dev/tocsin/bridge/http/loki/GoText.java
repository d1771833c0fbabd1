package dev.tocsin.bridge.http.loki;

import dev.tocsin.bridge.http.loki.LokiLabels.Malformed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A text that is read from its beginning, with strings as Go writes them. */
final class GoText {
    private static final int LARGEST_BYTE = 0xff;

    private final String text;
    private int at;

    GoText(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    /** Whether this is next, after white space. */
    boolean at(char wanted) {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at < text.length() && text.charAt(at) == wanted;
    }

    void expect(char wanted) throws Malformed {
        if (!at(wanted)) {
            throw new Malformed("'" + wanted + "'", at);
        }
        at++;
    }

    void expectEnd() throws Malformed {
        if (at('\0') || at < text.length()) {
            throw new Malformed("the end", at);
        }
    }

    /** A name without quotes. */
    String name() throws Malformed {
        int from = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw new Malformed("a name", at);
        }
        return text.substring(from, at);
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == ':' || c == '.';
    }

    /** A string between backquotes. */
    String raw() throws Malformed {
        expect('`');
        int end = text.indexOf('`', at);
        if (end < 0) {
            throw new Malformed("a closing backquote", text.length());
        }
        String raw = text.substring(at, end);
        at = end + 1;
        return raw;
    }

    /** A string between double quotes, its escapes undone. */
    String quoted() throws Malformed {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c == '\\') {
                escape(out);
            } else {
                out.append(c);
                at++;
            }
        }
        throw new Malformed("a closing quote", at);
    }

    private void escape(StringBuilder out) throws Malformed {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        switch (kind) {
            case 'n' -> simple(out, '\n');
            case 't' -> simple(out, '\t');
            case 'r' -> simple(out, '\r');
            case 'a' -> simple(out, '\u0007');
            case 'b' -> simple(out, '\b');
            case 'f' -> simple(out, '\f');
            case 'v' -> simple(out, '\u000b');
            case '\\', '"', '\'' -> simple(out, kind);
            case 'u' -> out.appendCodePoint(codePoint(4));
            case 'U' -> out.appendCodePoint(codePoint(8));
            case 'x', '0', '1', '2', '3' -> bytes(out);
            default -> throw new Malformed("an escape that Go knows", at);
        }
    }

    private void simple(StringBuilder out, char c) {
        out.append(c);
        at += 2;
    }

    private int codePoint(int digits) throws Malformed {
        int value = number(at + 2, digits, 16);
        if (!Character.isValidCodePoint(value) || (value >= 0xd800 && value < 0xe000)) {
            throw new Malformed("a code point", at);
        }
        at += 2 + digits;
        return value;
    }

    /** One or more bytes, as {@code \xe4} or {@code \344}, which together are UTF-8. */
    private void bytes(StringBuilder out) throws Malformed {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (at + 1 < text.length() && text.charAt(at) == '\\' && isByte(text.charAt(at + 1))) {
            boolean hex = text.charAt(at + 1) == 'x';
            int value = hex ? number(at + 2, 2, 16) : number(at + 1, 3, 8);
            if (value > LARGEST_BYTE) {
                throw new Malformed("a byte", at);
            }
            bytes.write(value);
            at += 4;
        }
        out.append(bytes.toString(StandardCharsets.UTF_8));
    }

    private static boolean isByte(char kind) {
        return kind == 'x' || (kind >= '0' && kind <= '3');
    }

    private int number(int from, int digits, int radix) throws Malformed {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                throw new Malformed(digits + " digits", i);
            }
            value = value * radix + digit;
        }
        return value;
    }
}
