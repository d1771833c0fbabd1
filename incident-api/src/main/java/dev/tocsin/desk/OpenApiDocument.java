package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The specification of the API as one document: {@code openapi.yaml} has what all share, and each
 * resource has a fragment below {@code openapi/} with its {@code paths} and {@code components}.
 */
final class OpenApiDocument {
    /** One for each file below {@code openapi/} but those of {@link OpenApiParts}. */
    private static final List<String> FRAGMENTS =
            List.of(
                    "access",
                    "accounts",
                    "alerts",
                    "audit",
                    "custom-fields",
                    "desk",
                    "events",
                    "incident-links",
                    "incident-templates",
                    "evidence",
                    "incidents",
                    "ingest-tokens",
                    "lists",
                    "metrics",
                    "mozdef",
                    "notes",
                    "oidc",
                    "presence",
                    "sla",
                    "stream",
                    "suppressions",
                    "veris");

    private static final String ROLE = "x-tocsin-role";

    /** Every key may ask here who it is. */
    private static final String OWN = "/api/v1/session";

    private OpenApiDocument() {}

    /**
     * The whole document.
     *
     * @throws IllegalStateException when two fragments define the same member
     */
    static ObjectNode read() {
        YAMLMapper mapper = mapper();
        ObjectNode whole = part(mapper, "openapi.yaml");
        for (String name : FRAGMENTS) {
            merge(whole, part(mapper, "openapi/" + name + ".yaml"), name);
        }
        ObjectNode kinds = part(mapper, "openapi/incident-parts.yaml");
        String template = new String(bytes("openapi/incident-part.yaml"), StandardCharsets.UTF_8);
        for (ObjectNode fragment : new OpenApiParts(mapper, template).fragments(kinds)) {
            merge(whole, fragment, "incident-part");
        }
        addAnswersOfTheGate(whole);
        return whole;
    }

    /**
     * The gate stands before every route, and may refuse any caller who asks too often. Where a
     * role is needed it may refuse any key for its scopes, and asks the document store, which may
     * be away.
     */
    private static void addAnswersOfTheGate(ObjectNode whole) {
        for (var path : whole.path("paths").properties()) {
            for (JsonNode operation : path.getValue()) {
                if (operation.path("responses") instanceof ObjectNode responses) {
                    responses.putObject("429").put("$ref", "#/components/responses/TooMany");
                    if (operation.has(ROLE)) {
                        addProblem(responses, "503");
                    }
                    if (operation.has(ROLE) && !path.getKey().equals(OWN)) {
                        addProblem(responses, "403");
                    }
                }
            }
        }
    }

    private static void addProblem(ObjectNode responses, String status) {
        if (!responses.has(status)) {
            responses.putObject(status).put("$ref", "#/components/responses/Problem");
        }
    }

    /** The whole document as YAML. */
    static byte[] yaml() {
        try {
            return mapper().writeValueAsBytes(read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static YAMLMapper mapper() {
        return YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
    }

    private static ObjectNode part(YAMLMapper mapper, String resource) {
        try {
            return (ObjectNode) mapper.readTree(bytes(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(ObjectNode into, ObjectNode from, String name) {
        for (var member : from.properties()) {
            JsonNode there = into.get(member.getKey());
            if (there == null) {
                into.set(member.getKey(), member.getValue());
            } else if (there instanceof ObjectNode object
                    && member.getValue() instanceof ObjectNode more
                    && isSection(member.getKey())) {
                merge(object, more, name);
            } else {
                throw new IllegalStateException(
                        "Expected %s to be specified once, but openapi/%s.yaml specifies it again"
                                .formatted(member.getKey(), name));
            }
        }
    }

    private static boolean isSection(String member) {
        return switch (member) {
            case "paths", "components", "schemas", "parameters", "responses", "headers" -> true;
            default -> false;
        };
    }
}
