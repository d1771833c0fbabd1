package dev.tocsin.bridge.http.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.bridge.BatchItem;
import dev.tocsin.event.CloudEventId;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.List;

/** Makes items of CloudEvents in JSON: what the specification requires is there, or it is none. */
final class CloudEvent {
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
    private static final String MAJOR = "1.";

    private CloudEvent() {}

    /** An item that was cut out of a body, finished. */
    static BatchItem item(BatchItem cut, int maxEventBytes) {
        BatchItem hinted = cut.withPipeline("cloudevents");
        if (cut.defect() != null || cut.bytes().length > maxEventBytes) {
            return hinted;
        }
        try {
            return item(hinted, Json.parse(cut.bytes()));
        } catch (IOException e) {
            return malformed(hinted, "Expected a CloudEvent in JSON, but found: " + e.getMessage());
        }
    }

    /** The item of an event. */
    static BatchItem item(BatchItem hinted, JsonNode event) {
        for (String name : REQUIRED) {
            JsonNode value = event.path(name);
            if (!value.isTextual() || value.textValue().isEmpty()) {
                return malformed(
                        hinted,
                        "Expected a CloudEvent with %s, but %s"
                                .formatted(
                                        String.join(", ", REQUIRED),
                                        value.isMissingNode()
                                                ? "it has no " + name
                                                : name + " is no text"));
            }
        }
        String version = event.path("specversion").textValue();
        if (!version.startsWith(MAJOR)) {
            return malformed(hinted, "Expected specversion 1.0, but found " + version);
        }
        return hinted.withIdempotencyKey(
                CloudEventId.of(event.path("source").textValue(), event.path("id").textValue()));
    }

    private static BatchItem malformed(BatchItem item, String reason) {
        return BatchItem.malformed(item.bytes(), reason)
                .withPipeline(item.pipeline())
                .withHeaders(item.headers());
    }
}
