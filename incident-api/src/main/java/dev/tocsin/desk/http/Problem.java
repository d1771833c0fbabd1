package dev.tocsin.desk.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Map;

/**
 * A problem document (RFC 9457).
 *
 * @param status the HTTP status
 * @param slug what kind it is; the type is {@code urn:tocsin:problem:<slug>}
 * @param title the kind in words
 * @param detail what was expected and what was found
 * @param errors all faults at once; empty when the detail says everything
 * @param headers headers of the answer, for example {@code Allow}
 */
public record Problem(
        int status,
        String slug,
        String title,
        String detail,
        List<Fault> errors,
        Map<String, String> headers) {
    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    /** A problem without faults and headers. */
    public Problem(int status, String slug, String title, String detail) {
        this(status, slug, title, detail, List.of(), Map.of());
    }

    /** The document. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("type", "urn:tocsin:problem:" + slug);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        if (!errors.isEmpty()) {
            ArrayNode list = json.putArray("errors");
            for (Fault fault : errors) {
                String member = fault.at().startsWith("/") ? "pointer" : "parameter";
                list.addObject().put(member, fault.at()).put("detail", fault.detail());
            }
        }
        return json;
    }
}
