package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Random;

/** Rules and events from a small vocabulary, so that they often meet. */
final class RandomRules {
    private static final List<String> FIELDS = List.of("a", "b", "o.x", "o.y", "Image");
    private static final List<String> WORDS =
            List.of(
                    "foo",
                    "bar",
                    "foobar",
                    "Foo",
                    "o",
                    "\u00c4r",
                    "x-y",
                    "7",
                    "42",
                    "10.0.0.9",
                    "Zm9v",
                    "eHhmb29iYXI=",
                    "Zm9vYmFy",
                    "ZgBvAG8A",
                    "AGYAbwBv",
                    "2026-05-04T03:02:01Z",
                    "2026-11-30 23:59:59.5",
                    "1777863721");
    private static final List<String> VALUES =
            List.of(
                    "foo",
                    "'*oo'",
                    "'f*'",
                    "'*ob*'",
                    "'f?o'",
                    "7",
                    "42.0",
                    "''",
                    "null",
                    "'-y'",
                    "'\u00e4R'",
                    "true",
                    "'*'",
                    "'f*b*r'");
    private static final List<String> KEYS =
            List.of(
                    "",
                    "",
                    "",
                    "|contains",
                    "|startswith",
                    "|endswith",
                    "|contains|all",
                    "|cased",
                    "|neq",
                    "|windash",
                    "|re",
                    "|re|i",
                    "|gte",
                    "|lt",
                    "|cidr",
                    "|exists",
                    "|fieldref",
                    "|fieldref|contains",
                    "|base64",
                    "|base64offset|contains",
                    "|base64|contains|all",
                    "|wide|base64offset|contains",
                    "|utf16be|base64|startswith",
                    "|hour",
                    "|hour|gte",
                    "|month|lt|neq");
    private static final List<String> CONDITIONS =
            List.of(
                    "s1",
                    "s1 and s2",
                    "s1 or s2",
                    "s1 and not s2",
                    "not s1",
                    "all of s*",
                    "1 of s*",
                    "s1 and not 1 of s2*",
                    "not (s1 or not s2) or s3",
                    "(s1 or s2) and (s2 or s3)");
    private static final List<String> SOURCES =
            List.of("product: p", "product: q", "product: p, service: s", "category: c");

    private final Random random;

    RandomRules(long seed) {
        this.random = new Random(seed);
    }

    /** A file of rules. */
    String rules(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("---\ntitle: r").append(i).append("\nname: r").append(i);
            text.append("\nlogsource: {").append(pick(SOURCES)).append("}\ndetection:\n");
            for (int s = 1; s <= 3; s++) {
                text.append("  s").append(s).append(": ").append(identifier()).append('\n');
            }
            text.append("  condition: ").append(pick(CONDITIONS)).append('\n');
        }
        return text.toString();
    }

    private String identifier() {
        return switch (random.nextInt(6)) {
            case 0 -> "[foo, '" + pick(WORDS) + "']";
            case 1 -> "[{" + item("1") + "}, {" + item("2") + "}, 'bar']";
            case 2 -> "{" + item("") + "}";
            case 3 -> "{'|all': [o, '" + pick(WORDS) + "']}";
            default -> "{" + item("") + ", " + item("2") + "}";
        };
    }

    /** Keys must differ: spaces after the field's name do not count. */
    private String item(String salt) {
        String modifiers = pick(KEYS);
        String field = pick(FIELDS) + " ".repeat(salt.isEmpty() ? 0 : Integer.parseInt(salt));
        return "'" + field + modifiers + "': " + values(modifiers);
    }

    private String values(String modifiers) {
        return switch (modifiers) {
            case "|re", "|re|i" -> "['f.o', '^FOO', 'b[ae]r$', 'o+b?a']";
            case "|gte", "|lt" -> "10";
            case "|hour" -> "[3, 23]";
            case "|hour|gte" -> "4";
            case "|month|lt|neq" -> "7";
            case "|base64",
                    "|base64offset|contains",
                    "|base64|contains|all",
                    "|wide|base64offset|contains",
                    "|utf16be|base64|startswith" ->
                    random.nextBoolean() ? "foo" : "[foo, bar, foobar]";
            case "|cidr" -> "[10.0.0.0/8, 192.0.2.0/24]";
            case "|exists" -> random.nextBoolean() ? "true" : "false";
            case "|fieldref", "|fieldref|contains" -> pick(FIELDS);
            case "", "|neq" -> random.nextBoolean() ? pick(VALUES) : list(VALUES);
            default -> "['" + pick(WORDS) + "', '" + pick(WORDS) + "']";
        };
    }

    private String list(List<String> of) {
        return "[" + pick(of) + ", " + pick(of) + "]";
    }

    /** An event. */
    JsonNode event() {
        ObjectNode event = Json.object();
        for (String field : FIELDS) {
            if (random.nextInt(3) > 0) {
                Json.set(event, field, value(0));
            }
        }
        if (random.nextInt(4) == 0) {
            event.set("o", Json.MAPPER.createArrayNode().add(Json.object().set("x", value(0))));
        }
        if (random.nextInt(3) > 0) {
            Json.set(event, "tocsin.logsource.product", Json.MAPPER.valueToTree(pick(PRODUCTS)));
        }
        return event;
    }

    private static final List<String> PRODUCTS = List.of("p", "P", "q", "r");

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 1 ? 6 : 8)) {
            case 0 -> Json.MAPPER.nullNode();
            case 1 -> Json.MAPPER.valueToTree(random.nextInt(50));
            case 2 -> Json.MAPPER.valueToTree(random.nextBoolean());
            case 3 -> Json.MAPPER.valueToTree(pick(WORDS) + pick(WORDS));
            case 4, 5 -> Json.MAPPER.valueToTree(pick(WORDS));
            case 6 -> Json.object().set("x", value(depth + 1));
            default -> {
                ArrayNode list = Json.MAPPER.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth + 1));
                }
                yield list;
            }
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
