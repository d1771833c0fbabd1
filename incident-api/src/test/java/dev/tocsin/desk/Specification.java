package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The specification as the tests read it: which operations there are, and whether an answer fits.
 */
final class Specification {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** What the HTTP server itself may answer to any request. */
    private static final Set<Integer> ANYWHERE = Set.of(400, 405, 414, 431);

    private final JsonNode document = OpenApiDocument.read();
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Those of answers that came, by what stands in the document: to read one takes long. */
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    /** Every operation, as {@code GET /path}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (var path : document.path("paths").properties()) {
            for (var member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    operations.add(member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return operations;
    }

    /**
     * An operation as a caller sees it.
     *
     * @param parameters its parameters, resolved
     * @param body the schema of its JSON body; null when it takes none
     */
    record Operation(
            String method, String path, List<JsonNode> parameters, @Nullable JsonNode body) {}

    /** Every operation with its parameters and body. */
    List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        for (var path : document.path("paths").properties()) {
            for (var member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    all.add(
                            operation(
                                    member.getKey(),
                                    path.getKey(),
                                    path.getValue(),
                                    member.getValue()));
                }
            }
        }
        return all;
    }

    /** The errors that an operation says it answers. */
    Set<Integer> errors(Operation operation) {
        Set<Integer> errors = new TreeSet<>();
        JsonNode stated =
                document.path("paths")
                        .path(operation.path())
                        .path(operation.method().toLowerCase(Locale.ROOT));
        for (var response : stated.path("responses").properties()) {
            int status = Integer.parseInt(response.getKey());
            if (status >= 400) {
                errors.add(status);
            }
        }
        return errors;
    }

    /** Whether an operation is a POST that answers that it made something. */
    boolean makes(Operation operation) {
        return operation.method().equals("POST")
                && operation(operation.method(), operation.path()).path("responses").has("201");
    }

    private Operation operation(String method, String path, JsonNode shared, JsonNode own) {
        List<JsonNode> parameters = new ArrayList<>();
        shared.path("parameters").forEach(p -> parameters.add(resolved(p)));
        own.path("parameters").forEach(p -> parameters.add(resolved(p)));
        JsonNode body = null;
        for (var content : resolved(own.path("requestBody")).path("content").properties()) {
            body = content.getKey().endsWith("json") ? content.getValue().path("schema") : body;
        }
        return new Operation(method.toUpperCase(Locale.ROOT), path, parameters, body);
    }

    /** The role that an operation needs; null for a public one. */
    @Nullable String role(String method, String path) {
        return Json.text(operation(method, path), "x-tocsin-role");
    }

    /** What does not fit in an answer. */
    List<String> problems(String method, String path, Answer answer) {
        JsonNode operation = operation(method, path);
        JsonNode response = operation.path("responses").path("" + answer.status());
        if (response.isMissingNode()) {
            return ANYWHERE.contains(answer.status()) || operation.isMissingNode()
                    ? List.of()
                    : List.of(method + " " + path + " does not specify " + answer.status());
        }
        response = resolved(response);
        List<String> problems = new ArrayList<>();
        for (var header : response.path("headers").properties()) {
            if (answer.header(header.getKey()) == null) {
                problems.add("The header " + header.getKey() + " is missing");
            }
        }
        if (answer.isJson()) {
            problems.addAll(
                    bodyProblems(response.path("content").path(answer.mediaType()), answer.json()));
        }
        return problems;
    }

    private List<String> bodyProblems(JsonNode content, JsonNode body) {
        if (content.isMissingNode()) {
            return List.of("The media type is not specified");
        }
        Schema schema = schemas.computeIfAbsent(content.path("schema"), this::schema);
        return schema.validate(body).stream().map(Error::toString).toList();
    }

    private Schema schema(JsonNode stated) {
        ObjectNode schema = stated.deepCopy();
        schema.set("components", document.path("components"));
        return registry.getSchema(schema);
    }

    /** What a node is or refers to. */
    JsonNode resolved(JsonNode node) {
        String reference = Json.text(node, "$ref");
        return reference == null ? node : document.at(reference.substring(1));
    }

    private JsonNode operation(String method, String path) {
        String plain = path.split("\\?", 2)[0];
        for (var entry : document.path("paths").properties()) {
            if (plain.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"))) {
                JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
                if (!operation.isMissingNode()) {
                    return operation;
                }
            }
        }
        return MissingNode.getInstance();
    }
}
