package dev.tocsin.bench.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.List;

/**
 * From the event of a lane to what its sender would have sent. A Windows event of a lane is flat,
 * and says its log source by {@code product} and {@code category}; nxlog says it by the channel. A
 * line of text says it by {@code product} and {@code service}; its sender says it where a sender
 * may, in {@code tocsin.logsource}. Every other event stays as it is.
 */
final class SentForm {
    private static final String SYSMON = "Microsoft-Windows-Sysmon";

    private SentForm() {}

    static byte[] of(byte[] laneEvent) throws IOException {
        JsonNode event = Json.parse(laneEvent);
        if (!(event instanceof ObjectNode flat)) {
            return laneEvent;
        }
        if (isSysmon(flat)) {
            return Json.bytes(nxlog(flat));
        }
        return flat.has("message") ? Json.bytes(line(flat)) : laneEvent;
    }

    private static boolean isSysmon(ObjectNode event) {
        return event.path("product").asText().equals("windows")
                && event.has("EventID")
                && event.has("category")
                && !event.has("Channel");
    }

    private static ObjectNode nxlog(ObjectNode flat) {
        ObjectNode sent = Json.object();
        sent.set("EventTime", flat.path("UtcTime"));
        sent.set("Hostname", flat.path("Computer"));
        sent.put("Channel", SYSMON + "/Operational");
        sent.put("SourceName", SYSMON);
        sent.setAll(flat);
        sent.remove("product");
        sent.remove("category");
        sent.remove("Computer");
        return sent;
    }

    private static ObjectNode line(ObjectNode flat) {
        LogSource source =
                new LogSource(
                        Json.text(flat, "product"),
                        Json.text(flat, "category"),
                        Json.text(flat, "service"));
        flat.remove(List.of("product", "category", "service"));
        source.putInto(flat);
        return flat;
    }
}
