package dev.tocsin.rules.source;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A YAML value that knows where it stands. */
public sealed interface Yaml {
    /** Where the value begins. */
    Position at();

    /** What it is, for messages. */
    String what();

    /** What a scalar is in the YAML 1.2 core schema, with only canonical decimals as numbers. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /**
     * A scalar.
     *
     * @param text as written, after quotes and escapes
     * @param plain whether it stands without quotes
     */
    record Scalar(String text, Kind kind, boolean plain, Position at) implements Yaml {
        private static final Pattern OTHER_WORD_IN_YAML_1_1 =
                Pattern.compile("(?i)y|yes|n|no|on|off");
        private static final Pattern OTHER_NUMBER_IN_YAML_1_1 =
                Pattern.compile(
                        "[-+]?0[0-9_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?"
                                + "|[-+]?(?=[^_]*_)[0-9][0-9_]*(\\.[0-9_]*)?|[-+]?0b[01_]+"
                                + "|0o[0-7]+|[-+]?[0-9]+[eE][-+]?[0-9]+"
                                + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?");

        @Override
        public String what() {
            return kind == Kind.NULL ? "null" : "'" + text + "'";
        }

        public boolean isNull() {
            return kind == Kind.NULL;
        }

        /** Whether YAML 1.1 reads another value here than YAML 1.2 does. */
        public boolean isOtherInYaml11() {
            if (!plain || text.isEmpty()) {
                return false;
            }
            char first = text.charAt(0);
            boolean number = first == '-' || first == '+' || (first >= '0' && first <= '9');
            return number
                    ? OTHER_NUMBER_IN_YAML_1_1.matcher(text).matches()
                    : text.length() <= 3 && OTHER_WORD_IN_YAML_1_1.matcher(text).matches();
        }
    }

    /** A list. */
    record Sequence(List<Yaml> items, Position at) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String what() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** One key and its value. */
    record Entry(String key, Position at, Yaml value) {}

    /** A map, in the order of the file; keys are unique. */
    record Mapping(List<Entry> entries, Position at) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String what() {
            return entries.isEmpty() ? "an empty map" : "a map";
        }

        public @Nullable Entry entry(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry;
                }
            }
            return null;
        }

        public @Nullable Yaml get(String key) {
            Entry entry = entry(key);
            return entry == null ? null : entry.value();
        }

        public boolean has(String key) {
            return entry(key) != null;
        }
    }
}
