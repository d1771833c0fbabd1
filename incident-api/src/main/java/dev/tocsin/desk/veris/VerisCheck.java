package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds a record against the vocabulary by its {@code schema_version}: 1.4.1 wholly; for other
 * versions from 1.3 on, members and values that 1.4.1 does not know are warnings; 1.2 and older are
 * not checked. Thread-safe.
 */
final class VerisCheck {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\..{1,20})?");
    private static final int OLDEST_MINOR = 3;

    private final Vocabulary vocabulary;

    VerisCheck(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** What is wrong with a record. */
    VerisReport check(VerisDocument document) {
        JsonNode node = document.json().get("schema_version");
        String version = node != null && node.isTextual() ? node.textValue() : null;
        boolean legacy = isLegacy(version);
        VerisReport report = new VerisReport(version, legacy);
        document.repeated()
                .forEach(at -> report.warning(at, "Expected a member once, but found it again"));
        if (legacy) {
            report.warning(
                    "/schema_version",
                    "Expected 1.3 or newer, but found " + version + ": kept as it is, not checked");
            return report;
        }
        boolean exact = version == null || version.equals(Vocabulary.VERSION);
        if (!exact) {
            report.warning(
                    "/schema_version",
                    "Expected %s, but found %s: what %s does not know is told as a warning"
                            .formatted(Vocabulary.VERSION, version, Vocabulary.VERSION));
        }
        new Walk(report, exact).object("", document.json(), vocabulary.root());
        CrossRules.check(document.json(), report);
        return report;
    }

    private static boolean isLegacy(@Nullable String version) {
        Matcher numbers = NUMBERS.matcher(version == null ? "" : version);
        if (!numbers.matches()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major < 1 || (major == 1 && Integer.parseInt(numbers.group(2)) < OLDEST_MINOR);
    }

    /** One walk through a record. */
    private record Walk(VerisReport report, boolean exact) {
        void value(String at, JsonNode node, Rule rule) {
            if (!hasType(node, rule.type)) {
                report.error(at, "Expected %s, but found %s".formatted(rule.type, Brief.of(node)));
                return;
            }
            switch (node) {
                case ObjectNode object -> object(at, object, rule);
                case JsonNode array when array.isArray() -> array(at, array, rule);
                case JsonNode text when text.isTextual() -> text(at, text.textValue(), rule);
                default -> number(at, node, rule);
            }
        }

        void object(String at, ObjectNode object, Rule rule) {
            for (String name : rule.required) {
                if (!object.has(name)) {
                    report.error(at + "/" + name, "Expected this member, but found none");
                }
            }
            for (var member : object.properties()) {
                Rule known = rule.members.get(member.getKey());
                String below = at + "/" + Brief.pointer(member.getKey());
                if (known != null) {
                    value(below, member.getValue(), known);
                } else if (rule.closed) {
                    unknown(below, member.getKey(), rule.members.keySet().stream().toList());
                }
            }
            if (object.size() < rule.minSize) {
                report.error(
                        at, "Expected at least %d member, but found none".formatted(rule.minSize));
            }
        }

        private void array(String at, JsonNode array, Rule rule) {
            if (array.size() < rule.minSize) {
                report.error(
                        at, "Expected at least %d item, but found none".formatted(rule.minSize));
            }
            Set<JsonNode> seen = new HashSet<>();
            for (int i = 0; i < array.size(); i++) {
                JsonNode item = array.get(i);
                if (rule.unique && !seen.add(item)) {
                    report.error(
                            at + "/" + i,
                            "Expected each item once, but found %s again"
                                    .formatted(Brief.of(item)));
                }
                if (rule.item != null) {
                    value(at + "/" + i, item, rule.item);
                }
            }
        }

        private void text(String at, String text, Rule rule) {
            if (!rule.values.isEmpty() && !rule.values.contains(text)) {
                unknown(at, text, rule.values);
                return;
            }
            int length = text.codePointCount(0, text.length());
            if (length < rule.minSize || length > rule.maxLength) {
                report.error(
                        at,
                        "Expected %d to %s characters, but found %d"
                                .formatted(
                                        rule.minSize,
                                        rule.maxLength == Integer.MAX_VALUE
                                                ? "any number of"
                                                : "" + rule.maxLength,
                                        length));
            } else if (rule.pattern != null && !rule.pattern.matcher(text).find()) {
                report.error(
                        at,
                        "Expected a text like %s, but found %s"
                                .formatted(rule.pattern, Brief.of(text)));
            }
        }

        private void number(String at, JsonNode node, Rule rule) {
            if (node.isNumber()
                    && (node.doubleValue() < rule.min || node.doubleValue() > rule.max)) {
                report.error(
                        at,
                        "Expected %.0f to %.0f, but found %s"
                                .formatted(rule.min, rule.max, Brief.of(node)));
            }
        }

        private void unknown(String at, String found, List<String> values) {
            String detail =
                    "Expected one of the %d names of the vocabulary, the nearest is %s, but found %s"
                            .formatted(values.size(), Nearest.of(found, values), Brief.of(found));
            if (values.isEmpty()) {
                detail = "Expected no member here, but found " + Brief.of(found);
            }
            if (exact) {
                report.error(at, detail);
            } else {
                report.warning(at, detail);
            }
        }

        private static boolean hasType(JsonNode node, String type) {
            return switch (type) {
                case "object" -> node.isObject();
                case "array" -> node.isArray();
                case "string" -> node.isTextual();
                case "boolean" -> node.isBoolean();
                case "number" -> node.isNumber();
                case "integer" ->
                        node.isIntegralNumber() || (node.isNumber() && node.doubleValue() % 1 == 0);
                default -> true;
            };
        }
    }

    /** Values in messages, shortened. */
    private static final class Brief {
        private static final int LONGEST = 60;

        static String of(JsonNode node) {
            return node.isContainerNode()
                    ? (node.isObject() ? "an object" : "an array")
                    : of(node.asText());
        }

        static String of(String text) {
            return text.length() <= LONGEST ? text : text.length() + " characters";
        }

        static String pointer(String name) {
            return name.replace("~", "~0").replace("/", "~1");
        }
    }
}
