package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A YAML value as it was read: as lines, in which every text has quotes that is not a word. */
final class YamlTexts {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][\\w.*-]*( [\\w.*()-]+)*");
    private static final Pattern OTHER = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private YamlTexts() {}

    /** Lines with a line feed each. */
    static String lines(Yaml value, String indent) {
        StringBuilder text = new StringBuilder();
        switch (value) {
            case Yaml.Mapping map -> {
                for (Yaml.Entry entry : map.entries()) {
                    append(text, indent + quoted(entry.key()) + ":", entry.value(), indent);
                }
            }
            case Yaml.Sequence list -> {
                for (Yaml item : list.items()) {
                    append(text, indent + "-", item, indent);
                }
            }
            case Yaml.Scalar scalar -> text.append(indent).append(scalar(scalar)).append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String start, Yaml value, String indent) {
        switch (value) {
            case Yaml.Scalar scalar ->
                    text.append(start).append(' ').append(scalar(scalar)).append('\n');
            case Yaml.Mapping(var entries, var _) when entries.isEmpty() ->
                    text.append(start).append(" {}\n");
            case Yaml.Sequence(var items, var _) when items.isEmpty() ->
                    text.append(start).append(" []\n");
            case Yaml.Mapping _, Yaml.Sequence _ ->
                    text.append(start).append('\n').append(lines(value, indent + "  "));
        }
    }

    private static String scalar(Yaml.Scalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> "null";
            case NUMBER, BOOLEAN -> scalar.text();
            case TEXT -> quoted(scalar.text());
        };
    }

    private static String quoted(String text) {
        if (WORD.matcher(text).matches() && !OTHER.matcher(text).matches()) {
            return text;
        }
        boolean oneLine = text.chars().noneMatch(c -> c < ' ');
        return oneLine ? "'" + text.replace("'", "''") + "'" : TextNode.valueOf(text).toString();
    }

    /** The value as JSON. */
    static JsonNode json(Yaml value) {
        return switch (value) {
            case Yaml.Mapping map -> {
                ObjectNode object = Json.object();
                map.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
                yield object;
            }
            case Yaml.Sequence list -> {
                ArrayNode array = Json.MAPPER.createArrayNode();
                list.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Yaml.Scalar scalar -> json(scalar);
        };
    }

    private static JsonNode json(Yaml.Scalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> NullNode.getInstance();
            case BOOLEAN -> BooleanNode.valueOf(scalar.text().equalsIgnoreCase("true"));
            case NUMBER -> DecimalNode.valueOf(new BigDecimal(scalar.text()));
            case TEXT -> TextNode.valueOf(scalar.text());
        };
    }
}
