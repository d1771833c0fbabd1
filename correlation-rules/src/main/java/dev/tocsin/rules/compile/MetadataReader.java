package dev.tocsin.rules.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.plan.Metadata;
import dev.tocsin.rules.plan.Metadata.Related;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and checks what a document says of itself, and keeps what Sigma does not know. */
final class MetadataReader {
    private static final Set<String> STATUSES =
            Set.of("stable", "test", "experimental", "deprecated", "unsupported");
    private static final Set<String> RELATIONS =
            Set.of("derived", "obsolete", "merged", "renamed", "similar");
    private static final Set<String> KNOWN =
            Set.of(
                    "title",
                    "id",
                    "name",
                    "related",
                    "taxonomy",
                    "status",
                    "description",
                    "license",
                    "references",
                    "author",
                    "date",
                    "modified",
                    "level",
                    "tags",
                    "falsepositives",
                    "fields",
                    "scope",
                    "logsource",
                    "detection",
                    "correlation",
                    "filter",
                    "generate",
                    "tocsin");

    private final Document document;
    private final Values values;

    private MetadataReader(Document document) {
        this.document = document;
        this.values = new Values(document.root(), document.problems());
    }

    static Metadata read(Document document) {
        MetadataReader reader = new MetadataReader(document);
        Values values = reader.values;
        String taxonomy = values.text("taxonomy");
        return new Metadata(
                values.text("id"),
                values.text("name"),
                taxonomy == null ? Metadata.NONE.taxonomy() : taxonomy,
                reader.status(),
                orEmpty(values.text("license")),
                reader.date("date"),
                reader.date("modified"),
                reader.related(),
                values.texts("fields"),
                values.texts("scope"),
                reader.custom());
    }

    private String status() {
        String text = values.text("status");
        if (text != null && !STATUSES.contains(text)) {
            wrong("status", "a status", text, Suggestion.among(text, STATUSES));
        }
        return orEmpty(text);
    }

    /** {@code YYYY-MM-DD} or {@code YYYY/MM/DD}. */
    private @Nullable LocalDate date(String key) {
        String text = values.text(key);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text.replace('/', '-'));
        } catch (DateTimeException _) {
            wrong(key, "a date such as 2026-01-31", text, "write YYYY-MM-DD");
            return null;
        }
    }

    private List<Related> related() {
        List<Related> related = new ArrayList<>();
        Yaml value = document.root().get("related");
        if (value instanceof Yaml.Sequence list) {
            for (Yaml item : list.items()) {
                Related one = related(item);
                if (one != null) {
                    related.add(one);
                }
            }
        } else if (value != null && !(value instanceof Yaml.Scalar scalar && scalar.isNull())) {
            wrong(value, "a list of {id, type} in 'related'", "begin each entry with '- id:'");
        }
        return related;
    }

    private @Nullable Related related(Yaml item) {
        Yaml.Mapping map = item instanceof Yaml.Mapping found ? found : null;
        Values fields = map == null ? null : new Values(map, document.problems());
        String id = fields == null ? null : fields.text("id");
        String type = fields == null ? null : fields.text("type");
        if (map == null || id == null || type == null) {
            wrong(item, "an id and a type in 'related'", "write '- id: …' and 'type: similar'");
            return null;
        }
        Yaml at = map.get("type");
        if (!RELATIONS.contains(type) && at != null) {
            wrong(at, "a type in 'related'", Suggestion.among(type, RELATIONS));
        }
        return new Related(id, type);
    }

    private Map<String, JsonNode> custom() {
        Map<String, JsonNode> custom = new LinkedHashMap<>();
        for (Yaml.Entry entry : document.root().entries()) {
            if (!KNOWN.contains(entry.key())) {
                custom.put(entry.key(), json(entry.value()));
            }
        }
        return custom;
    }

    private static JsonNode json(Yaml value) {
        return switch (value) {
            case Yaml.Scalar scalar -> json(scalar);
            case Yaml.Sequence list -> {
                ArrayNode items = Json.MAPPER.createArrayNode();
                list.items().forEach(item -> items.add(json(item)));
                yield items;
            }
            case Yaml.Mapping map -> {
                ObjectNode entries = Json.object();
                map.entries().forEach(entry -> entries.set(entry.key(), json(entry.value())));
                yield entries;
            }
        };
    }

    private static JsonNode json(Yaml.Scalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> Json.MAPPER.nullNode();
            case BOOLEAN ->
                    Json.MAPPER.getNodeFactory().booleanNode(Boolean.parseBoolean(scalar.text()));
            case NUMBER -> Json.MAPPER.getNodeFactory().numberNode(new BigDecimal(scalar.text()));
            case TEXT -> Json.MAPPER.getNodeFactory().textNode(scalar.text());
        };
    }

    private void wrong(String key, String expected, String found, String hint) {
        Yaml value = document.root().get(key);
        document.problems()
                .error(
                        value == null ? document.root().at() : value.at(),
                        "Expected " + expected + " in '" + key + "', but found '" + found + "'",
                        hint);
    }

    private void wrong(Yaml value, String expected, String hint) {
        document.problems()
                .error(value.at(), "Expected " + expected + ", but found " + value.what(), hint);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
