package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Draws requests from the specification: some as it wants them, most with something wrong in the
 * path, the parameters, the headers, the media type or the body.
 */
final class RequestDraw {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_IDS = 500;
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
    private static final Map<String, String> TYPES =
            Map.of("PATCH", "application/merge-patch+json");

    private final Specification specification;
    private final RandomGenerator random;
    private final BadValues bad;
    private final List<Specification.Operation> operations;
    private final List<String> ids = new ArrayList<>(List.of("none"));
    private final List<String> etags = new ArrayList<>(List.of("\"1\""));

    /**
     * A request.
     *
     * @param headers its headers; a {@code Content-Type} only with a body
     * @param body its body; null for none
     */
    record Request(
            Specification.Operation operation,
            String path,
            Map<String, String> headers,
            @Nullable String body) {
        Answer send(Caller caller) {
            Caller all = caller;
            for (Map.Entry<String, String> header : headers.entrySet()) {
                all = all.with(header.getKey(), header.getValue());
            }
            return all.send(operation.method(), path, null, body);
        }

        @Override
        public String toString() {
            String text = String.valueOf(body);
            return "%s %s %s %s"
                    .formatted(
                            operation.method(),
                            path,
                            headers,
                            text.substring(0, Math.min(text.length(), 2_000)));
        }
    }

    RequestDraw(
            Specification specification,
            List<Specification.Operation> operations,
            RandomGenerator random) {
        this.specification = specification;
        this.operations = List.copyOf(operations);
        this.random = random;
        this.bad = new BadValues(random);
    }

    Request next() {
        Specification.Operation operation = operations.get(random.nextInt(operations.size()));
        Map<String, String> headers = new LinkedHashMap<>();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "query" -> query(query, name, parameter.path("schema"));
                case "header" -> header(headers, name);
                default -> {}
            }
        }
        if (chance(0.05)) {
            append(query, bad.text(), bad.text());
        }
        String body = operation.body() == null ? null : body(operation, headers);
        return new Request(operation, path(operation.path()) + query, headers, body);
    }

    /** Learns ids and ETags that there are, so that later requests meet something. */
    void learn(Answer answer) {
        String etag = answer.header("ETag");
        if (etag != null) {
            keep(etags, etag);
        }
        if (answer.status() < 300 && answer.isJson()) {
            learnIds(answer.json());
            answer.json().path("items").forEach(this::learnIds);
        }
    }

    private void learnIds(JsonNode node) {
        String id = node.path("id").asText();
        if (!id.isEmpty() && !"bootstrap".equals(id)) {
            keep(ids, id);
        }
    }

    private void keep(List<String> into, String value) {
        if (into.size() < MAX_IDS) {
            into.add(value);
        } else {
            into.set(random.nextInt(MAX_IDS), value);
        }
    }

    private String path(String template) {
        Matcher matcher = PARAMETER.matcher(template);
        return matcher.replaceAll(_ -> Matcher.quoteReplacement(encoded(idOrBad())));
    }

    private String idOrBad() {
        String text = chance(0.8) ? any(ids) : bad.text();
        return text.isEmpty() || text.chars().allMatch(c -> c == '.') ? "x" : text;
    }

    private void query(StringBuilder query, String name, JsonNode schema) {
        if (chance(0.3)) {
            append(query, name, chance(0.6) ? plain(value(schema, 0)) : bad.text());
        }
    }

    private void header(Map<String, String> headers, String name) {
        if (chance(0.8)) {
            String value = "If-Match".equals(name) && chance(0.8) ? any(etags) : bad.headerValue();
            headers.put(name, value);
        }
    }

    private @Nullable String body(Specification.Operation operation, Map<String, String> headers) {
        String type = TYPES.getOrDefault(operation.method(), "application/json");
        if (chance(0.95)) {
            headers.put("Content-Type", chance(0.95) ? type : bad.headerValue());
        }
        if (chance(0.1)) {
            return bad.body();
        }
        JsonNode schema = operation.body();
        return schema == null ? null : value(schema, 0).toString();
    }

    /** A value of a schema; now and then another one. */
    private JsonNode value(JsonNode unresolved, int depth) {
        JsonNode schema = specification.resolved(unresolved);
        if (chance(depth == 0 ? 0.02 : 0.1)) {
            return bad.node();
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                JsonNode of = schema.path(choice);
                return value(of.get(random.nextInt(of.size())), depth);
            }
        }
        JsonNode type = schema.path("type");
        String name =
                type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
        return switch (name) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema.path("items"), depth);
            case "integer" -> Json.MAPPER.valueToTree(random.nextInt(-2, 60));
            case "number" -> Json.MAPPER.valueToTree(random.nextDouble(-2, 60));
            case "boolean" -> Json.MAPPER.valueToTree(random.nextBoolean());
            case "null" -> Json.MAPPER.nullNode();
            default -> Json.MAPPER.valueToTree(string(schema));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (var member : schema.path("properties").properties()) {
            boolean required =
                    schema.path("required").toString().contains('"' + member.getKey() + '"');
            if (depth < MAX_DEPTH && chance(required ? 0.95 : 0.5)) {
                object.set(member.getKey(), value(member.getValue(), depth + 1));
            }
        }
        if (chance(0.05)) {
            object.set(bad.text(), bad.node());
        }
        return object;
    }

    private ArrayNode array(JsonNode items, int depth) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        int size = depth < MAX_DEPTH ? random.nextInt(4) : 0;
        for (int i = 0; i < size; i++) {
            array.add(value(items, depth + 1));
        }
        return array;
    }

    private String string(JsonNode schema) {
        if (schema.path("format").asText().equals("date-time")) {
            return "2026-01-0%dT00:00:00.000Z".formatted(random.nextInt(1, 10));
        }
        return chance(0.5) ? any(ids) : "text " + random.nextInt(100);
    }

    private static String plain(JsonNode node) {
        return node.isTextual() ? node.asText() : node.toString();
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
