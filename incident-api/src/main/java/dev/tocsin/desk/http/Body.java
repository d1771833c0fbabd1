package dev.tocsin.desk.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the JSON object of a request. */
public final class Body {
    /** The largest body that is read. */
    public static final long MAX_BYTES = 1_000_000;

    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private Body() {}

    /**
     * The object of a POST.
     *
     * @throws ProblemException 415 for another media type, 400 when it is no JSON object
     */
    public static ObjectNode object(Context ctx) {
        return read(ctx, Set.of(JSON), "Accept-Post", JSON);
    }

    /**
     * The JSON of a POST, be it an object or not.
     *
     * @throws ProblemException 415 for another media type, 400 when it is no JSON
     */
    public static JsonNode json(Context ctx) {
        return node(ctx, Set.of(JSON), "Accept-Post", JSON);
    }

    /**
     * The merge patch (RFC 7396) of a PATCH.
     *
     * @throws ProblemException 415 for another media type, 400 when it is no JSON object
     */
    public static ObjectNode mergePatch(Context ctx) {
        return read(ctx, Set.of(JSON, MERGE_PATCH), "Accept-Patch", MERGE_PATCH);
    }

    /**
     * Requires JSON, of which the bytes are read by {@link Context#bodyAsBytes}.
     *
     * @throws ProblemException 415 for another media type
     */
    public static void requireJson(Context ctx) {
        requireType(ctx, JSON);
    }

    /**
     * Requires a media type, of which the route reads the body itself.
     *
     * @throws ProblemException 415 for another media type
     */
    public static void requireType(Context ctx, String wanted) {
        String found = mediaType(ctx);
        if (!found.equals(wanted)) {
            throw unsupported("Accept", wanted, found);
        }
    }

    /** The media type of the body in lower case, without parameters; {@code none} without one. */
    public static String mediaType(Context ctx) {
        String contentType = ctx.contentType();
        if (contentType == null || contentType.isBlank()) {
            return "none";
        }
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode read(
            Context ctx, Set<String> mediaTypes, String header, String preferred) {
        JsonNode node = node(ctx, mediaTypes, header, preferred);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ProblemException.unreadable(
                "Expected a JSON object as the body, but found "
                        + node.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private static JsonNode node(
            Context ctx, Set<String> mediaTypes, String header, String preferred) {
        String found = mediaType(ctx);
        if (!mediaTypes.contains(found)) {
            throw unsupported(header, preferred, found);
        }
        try {
            return Json.parse(ctx.bodyAsBytes());
        } catch (JsonProcessingException e) {
            throw ProblemException.unreadable(
                    "Expected a JSON object as the body, but: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ProblemException.unreadable(
                    "Expected a JSON object in UTF-8 as the body, but: " + e.getMessage());
        }
    }

    private static ProblemException unsupported(String header, String preferred, String found) {
        return new ProblemException(
                new Problem(
                        415,
                        "media-type",
                        "The media type is not supported",
                        "Expected Content-Type " + preferred + ", but found " + found,
                        List.of(),
                        Map.of(header, preferred)));
    }
}
