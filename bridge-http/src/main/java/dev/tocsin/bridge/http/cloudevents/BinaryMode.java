package dev.tocsin.bridge.http.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.http.MediaTypes;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes one event in JSON of a request in the binary mode: attributes from {@code ce-} headers,
 * data from the body, which is JSON, a text, or bytes in base64.
 */
final class BinaryMode {
    private static final String PREFIX = "ce-";

    /** Names that the JSON format has for itself. */
    private static final Set<String> NOT_HEADERS = Set.of("data", "data_base64", "datacontenttype");

    private static final Pattern JSON = Pattern.compile("(application|text)/(.+\\+)?json");
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final int MOST_ATTRIBUTES = 64;

    private BinaryMode() {}

    /** The attributes among the headers of a request. */
    static Map<String, String> attributes(Map<String, String> headers) {
        Map<String, String> attributes = new LinkedHashMap<>();
        headers.forEach(
                (header, value) -> {
                    String lower = header.toLowerCase(Locale.ROOT);
                    String name = lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : "";
                    if (ATTRIBUTE.matcher(name).matches()
                            && !NOT_HEADERS.contains(name)
                            && attributes.size() < MOST_ATTRIBUTES) {
                        attributes.put(name, Percent.decode(value));
                    }
                });
        return attributes;
    }

    /** The item of a request. What is malformed keeps its attributes as record headers. */
    static BatchItem item(
            byte[] body, @Nullable String contentType, Map<String, String> attributes) {
        ObjectNode event = Json.object();
        attributes.forEach(event::put);
        if (contentType != null) {
            event.put("datacontenttype", contentType);
        }
        try {
            setData(event, body, MediaTypes.type(contentType));
        } catch (IOException e) {
            return kept(
                    BatchItem.malformed(
                            body, "Expected data in JSON, but found: " + e.getMessage()),
                    attributes);
        }
        BatchItem item =
                CloudEvent.item(
                        BatchItem.event(Json.bytes(event)).withPipeline("cloudevents"), event);
        return item.defect() == null
                ? item
                : kept(BatchItem.malformed(body, item.defect()), attributes);
    }

    private static BatchItem kept(BatchItem malformed, Map<String, String> attributes) {
        Map<String, String> headers = new LinkedHashMap<>();
        attributes.forEach((name, value) -> headers.put(PREFIX + name, value));
        return malformed.withPipeline("cloudevents").withHeaders(headers);
    }

    private static void setData(ObjectNode event, byte[] body, String type) throws IOException {
        if (body.length == 0) {
            return;
        }
        if (type.isEmpty() || JSON.matcher(type).matches()) {
            event.set("data", Json.parse(body));
        } else if (type.startsWith("text/")) {
            set(event, body, text(body));
        } else {
            set(event, body, null);
        }
    }

    private static void set(ObjectNode event, byte[] body, @Nullable JsonNode text) {
        event.set(
                text == null ? "data_base64" : "data",
                text == null ? BinaryNode.valueOf(body) : text);
    }

    /** The body as text, or null when it is none. */
    private static @Nullable JsonNode text(byte[] body) {
        try {
            return TextNode.valueOf(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException _) {
            return null;
        }
    }
}
