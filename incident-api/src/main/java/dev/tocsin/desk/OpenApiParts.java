package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The specification of the parts of incidents: {@code incident-part.yaml}, filled with each kind of
 * {@code incident-parts.yaml}.
 *
 * @param mapper reads YAML
 * @param template of one kind
 */
record OpenApiParts(YAMLMapper mapper, String template) {

    /** A fragment for each of the kinds. */
    List<ObjectNode> fragments(ObjectNode kinds) {
        List<ObjectNode> fragments = new ArrayList<>();
        kinds.properties().forEach(kind -> fragments.add(fragment(kind.getKey(), kind.getValue())));
        return fragments;
    }

    private ObjectNode fragment(String path, JsonNode kind) {
        String name = kind.path("name").asText();
        ObjectNode fragment =
                parsed(
                        template.replace("%path%", path)
                                .replace(
                                        "%Path%",
                                        path.substring(0, 1).toUpperCase(Locale.ROOT)
                                                + path.substring(1))
                                .replace("%name%", name)
                                .replace("%one%", kind.path("one").asText()));
        JsonNode schemas = fragment.path("components").path("schemas");
        ObjectNode members = (ObjectNode) kind.path("properties");
        ObjectNode made = (ObjectNode) schemas.path("New" + name);
        made.set("required", kind.path("required"));
        add(made, members);
        add((ObjectNode) schemas.path(name + "Patch"), members);
        ObjectNode told = (ObjectNode) schemas.path(name);
        members.fieldNames().forEachRemaining(((ArrayNode) told.path("required"))::add);
        add(told, members);
        return fragment;
    }

    private static void add(ObjectNode schema, ObjectNode members) {
        ((ObjectNode) schema.path("properties")).setAll(members);
    }

    private ObjectNode parsed(String yaml) {
        try {
            return (ObjectNode) mapper.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
