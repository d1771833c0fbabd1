package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.CloudEventId;
import dev.tocsin.json.Json;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CloudEvent. Its attributes stay under {@code cloudevents.*}, and its data too, unless they are
 * of a shape that we know.
 */
final class CloudEventShape implements DoorShape {
    private static final String DATA = "data";

    /** The header of W3C's trace context, which is an extension attribute too. */
    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

    @Override
    public String name() {
        return "cloudevents";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return VendorShape.isText(sent, "specversion")
                && VendorShape.isText(sent, "id")
                && VendorShape.isText(sent, "source")
                && VendorShape.isText(sent, "type");
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        JsonNode data = sent.get(DATA);
        boolean inside = DoorShape.readInside(data, draft);
        String source = text(sent, "source");
        draft.time(sent.get("time"));
        draft.ownId(CloudEventId.of(source, text(sent, "id")));
        trace(sent.path("traceparent").asText(), draft);
        if (!inside) {
            DoorShape.putMessage(data, draft);
            Lines.read(draft);
        }
        draft.put("event.action", text(sent, "type"));
        draft.put("event.provider", source);
        boolean taken = inside || (data != null && data.isTextual());
        DoorShape.keep("cloudevents", taken ? DoorShape.without(sent, Set.of(DATA)) : sent, draft);
    }

    private static String text(ObjectNode sent, String name) {
        return Objects.requireNonNull(Json.text(sent, name));
    }

    private static void trace(String parent, Draft draft) {
        Matcher trace = TRACE_PARENT.matcher(parent);
        if (trace.matches()) {
            draft.put("trace.id", trace.group(1));
            draft.put("span.id", trace.group(2));
        }
    }
}
