package dev.tocsin.topology.normalize;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a line: texts that it has, and between them names in braces for what differs, as in
 * {@code Deny {network.transport} src {source.ip}/{source.port} dst}. A value goes to the first
 * place where the next text stands, or to the last one if its name ends in an asterisk, which is
 * for what strangers choose: they cannot make up what comes after it. Nothing is tried twice, so
 * that a match takes time in proportion to the line. What stands behind the last text is free.
 * Immutable.
 */
final class Template {
    private final List<String> texts;
    private final List<String> names;
    private final List<Boolean> toTheLast;

    private Template(List<String> texts, List<String> names) {
        this.texts = List.copyOf(texts);
        this.names = names.stream().map(name -> name.replace("*", "")).toList();
        this.toTheLast = names.stream().map(name -> name.endsWith("*")).toList();
    }

    static Template of(String form) {
        List<String> texts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int open = form.indexOf('{'); open >= 0; open = form.indexOf('{', from)) {
            int close = form.indexOf('}', open);
            texts.add(form.substring(from, open));
            names.add(form.substring(open + 1, close));
            from = close + 1;
        }
        texts.add(form.substring(from));
        return new Template(texts, names);
    }

    /** The values of the names, or null when a line has another form. */
    @Nullable List<String> match(String line) {
        if (!line.startsWith(texts.getFirst())) {
            return null;
        }
        List<String> values = new ArrayList<>(names.size());
        int from = texts.getFirst().length();
        for (int i = 0; i < names.size(); i++) {
            String next = texts.get(i + 1);
            int end = end(line, next, from, toTheLast.get(i));
            if (end < from) {
                return null;
            }
            values.add(line.substring(from, end));
            from = end + next.length();
        }
        return values;
    }

    private static int end(String line, String next, int from, boolean last) {
        if (next.isEmpty()) {
            return line.length();
        }
        return last ? line.lastIndexOf(next) : line.indexOf(next, from);
    }

    /** Puts the values of a line into their fields; false when it has another form. */
    boolean fill(String line, Draft draft) {
        List<String> values = match(line);
        if (values == null) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            put(names.get(i), values.get(i).strip(), draft);
        }
        return true;
    }

    /** A name without a dot is a place of a value that nobody wants. */
    private static void put(String name, String value, Draft draft) {
        if (name.indexOf('.') > 0) {
            Fields.put(draft, name, value);
        }
    }
}
