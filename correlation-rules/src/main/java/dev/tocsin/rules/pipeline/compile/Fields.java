package dev.tocsin.rules.pipeline.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.pipeline.step.Pair;
import dev.tocsin.rules.pipeline.step.Place;
import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads names of fields and values out of a step, and complains where they are something else. */
final class Fields {
    private final Set<Place> targets;
    private final DocumentProblems problems;

    /**
     * @param targets takes the fields that steps make
     */
    Fields(Set<Place> targets, DocumentProblems problems) {
        this.targets = targets;
        this.problems = problems;
    }

    DocumentProblems problems() {
        return problems;
    }

    /** A field that is read; null and a problem when it is none. */
    @Nullable Place source(Yaml value) {
        if (!(value instanceof Yaml.Scalar scalar) || scalar.isNull()) {
            wrong(value, "the name of a field", "write a name such as source.ip");
            return null;
        }
        return place(scalar.text(), value);
    }

    /** A field that is made; null and a problem when it is none, or ours. */
    @Nullable Place target(Yaml value) {
        return target(source(value), value);
    }

    @Nullable Place target(@Nullable Place place, Yaml at) {
        if (place != null && place.isOurs()) {
            wrong(
                    at,
                    "a field outside of tocsin",
                    "tocsin.logsource.product, category and service alone are yours to set");
            return null;
        }
        if (place != null) {
            targets.add(place);
        }
        return place;
    }

    private @Nullable Place place(String name, Yaml at) {
        String problem = Place.problem(name);
        if (problem != null) {
            problems.error(at.at(), problem, "write a name such as source.ip");
        }
        return Place.of(name);
    }

    /** The fields of a list, or the one of a plain value. */
    List<Place> targets(Yaml value) {
        List<Place> places = new ArrayList<>();
        for (Yaml item : value instanceof Yaml.Sequence list ? list.items() : List.of(value)) {
            Place place = target(item);
            if (place != null) {
                places.add(place);
            }
        }
        return places;
    }

    /** A map of fields and where they go. */
    List<Pair> pairs(Yaml value) {
        List<Pair> pairs = new ArrayList<>();
        for (Yaml.Entry entry : entries(value, "a map of fields and their new names")) {
            Place from = place(entry.key(), new Yaml.Sequence(List.of(), entry.at()));
            Place to = target(entry.value());
            if (from != null && to != null) {
                pairs.add(new Pair(from, to));
            }
        }
        return pairs;
    }

    /** The field that is the key of an entry, and that the step makes. */
    @Nullable Place key(Yaml.Entry entry) {
        Yaml at = new Yaml.Scalar(entry.key(), Yaml.Kind.TEXT, true, entry.at());
        return target(place(entry.key(), at), at);
    }

    /** The entries of a map that is not empty; none and a problem when it is something else. */
    List<Yaml.Entry> entries(Yaml value, String expected) {
        if (value instanceof Yaml.Mapping map && !map.entries().isEmpty()) {
            return map.entries();
        }
        wrong(value, expected, "write for example {src: source.ip}");
        return List.of();
    }

    void wrong(Yaml value, String expected, String hint) {
        problems.error(value.at(), "Expected " + expected + ", but found " + value.what(), hint);
    }

    /** A value of a document as JSON. */
    static JsonNode json(Yaml value) {
        return switch (value) {
            case Yaml.Scalar scalar -> scalar(scalar);
            case Yaml.Sequence list -> {
                ArrayNode array = Json.MAPPER.createArrayNode();
                list.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Yaml.Mapping map -> {
                ObjectNode object = Json.object();
                map.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
                yield object;
            }
        };
    }

    private static JsonNode scalar(Yaml.Scalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> Json.MAPPER.nullNode();
            case BOOLEAN -> BooleanNode.valueOf(scalar.text().equalsIgnoreCase("true"));
            case TEXT -> TextNode.valueOf(scalar.text());
            case NUMBER -> number(new BigDecimal(scalar.text()));
        };
    }

    private static JsonNode number(BigDecimal number) {
        if (number.scale() > 0) {
            return DoubleNode.valueOf(number.doubleValue());
        }
        if (number.toBigInteger().bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValue());
        }
        return number.toBigInteger().bitLength() < Long.SIZE
                ? LongNode.valueOf(number.longValue())
                : DecimalNode.valueOf(number);
    }
}
