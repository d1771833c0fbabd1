package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.Map;

/**
 * A line of nothing but pairs of keys and values: one of FortiGate, whose names are known, or of
 * anybody, whose pairs stand under {@code custom} and mean nothing in ECS, because nobody knows who
 * chose them.
 */
final class PairsLine {
    private static final int FEWEST = 4;
    private static final Map<String, String> FORTIGATE =
            Map.ofEntries(
                    Map.entry("srcip", "source.ip"),
                    Map.entry("srcport", "source.port"),
                    Map.entry("dstip", "destination.ip"),
                    Map.entry("dstport", "destination.port"),
                    Map.entry("remip", "source.ip"),
                    Map.entry("transip", "source.nat.ip"),
                    Map.entry("transport", "source.nat.port"),
                    Map.entry("sentbyte", "source.bytes"),
                    Map.entry("rcvdbyte", "destination.bytes"),
                    Map.entry("sentpkt", "source.packets"),
                    Map.entry("rcvdpkt", "destination.packets"),
                    Map.entry("srcintf", "observer.ingress.interface.name"),
                    Map.entry("dstintf", "observer.egress.interface.name"),
                    Map.entry("policyid", "rule.id"),
                    Map.entry("policyname", "rule.name"),
                    Map.entry("user", "user.name"),
                    Map.entry("service", "network.protocol"),
                    Map.entry("logid", "event.code"),
                    Map.entry("reason", "event.reason"),
                    Map.entry("url", "url.original"),
                    Map.entry("hostname", "url.domain"),
                    Map.entry("devname", "observer.name"),
                    Map.entry("devid", "observer.serial_number"));

    private PairsLine() {}

    static boolean recognizes(String line) {
        int equals = line.indexOf('=', 0, Math.min(line.length(), 60));
        return equals > 0 && line.indexOf(' ', 0, equals) < 0 && line.indexOf('=', equals + 1) > 0;
    }

    static void read(String line, Draft draft) {
        ObjectNode pairs = KeyValues.read(line);
        if (pairs == null || pairs.size() < FEWEST) {
            return;
        }
        if (pairs.has("devid") && pairs.has("logid") && pairs.has("type")) {
            fortigate(pairs, draft);
            return;
        }
        draft.step("pairs");
        pairs.forEachEntry((name, value) -> Json.set(custom(draft), name.replace('.', '_'), value));
    }

    private static ObjectNode custom(Draft draft) {
        return draft.event().withObjectProperty("custom");
    }

    private static void fortigate(ObjectNode pairs, Draft draft) {
        draft.step("fortigate");
        draft.put("fortinet.firewall", pairs);
        Fields.dataset(draft, "fortinet", "firewall");
        Fields.observer(draft, "Fortinet", "FortiGate", "firewall");
        time(pairs, draft);
        pairs.forEachEntry(
                (name, value) -> {
                    String field = FORTIGATE.get(name);
                    if (field != null) {
                        Fields.put(draft, field, value.asText());
                    }
                });
        Fields.protocol(draft, Json.text(pairs, "proto"));
        SyslogSeverity.put(pairs.path("level"), draft);
        String action = Texts.lower(String.valueOf(Json.text(pairs, "action")));
        boolean denied =
                action.equals("deny") || action.equals("blocked") || action.equals("dropped");
        if (draft.has("source.ip") && draft.has("destination.ip")) {
            Fields.describe(
                    draft,
                    "network",
                    denied ? "denied" : "connection",
                    action,
                    denied ? "failure" : "success");
        }
        Fields.put(draft, "event.action", action.equals("null") ? "" : action);
    }

    private static void time(ObjectNode pairs, Draft draft) {
        String date = Json.text(pairs, "date");
        String time = Json.text(pairs, "time");
        String zone = Json.text(pairs, "tz");
        if (pairs.has("eventtime")) {
            draft.time(pairs.get("eventtime"));
        } else if (date != null && time != null) {
            draft.time(TextNode.valueOf(date + "T" + time + (zone == null ? "" : zone)));
        }
    }
}
