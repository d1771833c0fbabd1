package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * What the types of Suricata's events mean. Alerts hold what their protocol's own events hold, so
 * every part that is there is read, whatever the type.
 */
final class SuricataEvents {
    private static final int FIRST_ERROR = 400;

    private SuricataEvents() {}

    static void describe(String type, ObjectNode sent, Draft draft) {
        categorize(type, sent, draft);
        SuricataParts.read(sent, draft);
        alert(sent.path("alert"), draft);
        SuricataDns.read(sent.path("dns"), draft);
        http(sent.path("http"), draft);
        ZeekDetails.tlsVersion(Json.text(sent, "tls.version"), draft);
    }

    private static void http(JsonNode http, Draft draft) {
        String version = Json.text(http, "protocol");
        if (version != null) {
            draft.put("http.version", version.substring(version.indexOf('/') + 1));
        }
        Long status = Numbers.whole(http.path("status"));
        if (status != null) {
            draft.put("event.outcome", Outcome.of(status < FIRST_ERROR));
        }
    }

    private static void categorize(String type, ObjectNode sent, Draft draft) {
        switch (type) {
            case "alert" -> {
                boolean blocked = "blocked".equals(Json.text(sent, "alert.action"));
                draft.put("event.kind", "alert");
                draft.putAll("event.category", "network", "intrusion_detection");
                draft.putAll("event.type", blocked ? "denied" : "allowed");
            }
            case "drop" -> network(draft, "denied");
            case "anomaly" -> network(draft, "info");
            case "flow", "netflow" -> network(draft, "connection", "end");
            case "stats" -> draft.put("event.kind", "metric");
            case "engine" -> draft.put("event.kind", "event");
            case "fileinfo" -> {
                draft.putAll("event.category", "network", "file");
                draft.putAll("event.type", "info");
                draft.put("network.protocol", Json.text(sent, "app_proto"));
            }
            case "http", "http2" -> protocol("http", draft, "network", "web");
            case "smtp" -> protocol("smtp", draft, "network", "email");
            case "krb5" -> protocol("kerberos", draft, "network", "authentication");
            case "pgsql" -> protocol("postgresql", draft, "network", "database");
            case "mysql" -> protocol("mysql", draft, "network", "database");
            default -> protocol(type, draft, "network");
        }
        sum("network.bytes", sent.path("flow"), "bytes_toserver", "bytes_toclient", draft);
        sum("network.packets", sent.path("flow"), "pkts_toserver", "pkts_toclient", draft);
    }

    private static void network(Draft draft, String... types) {
        draft.putAll("event.category", "network");
        draft.putAll("event.type", types);
    }

    private static void protocol(String protocol, Draft draft, String... categories) {
        draft.put("network.protocol", Texts.lower(protocol));
        draft.putAll("event.category", categories);
        draft.putAll("event.type", "protocol");
    }

    private static void sum(String field, JsonNode flow, String one, String other, Draft draft) {
        Long there = Numbers.whole(flow.path(one));
        Long back = Numbers.whole(flow.path(other));
        if (there != null && back != null) {
            draft.put(field, there + back);
        }
    }

    private static void alert(JsonNode alert, Draft draft) {
        String signature = Json.text(alert, "signature");
        draft.put("message", signature);
        draft.put("rule.name", signature);
        String action = Json.text(alert, "action");
        if (action != null) {
            draft.put("event.action", action);
        }
    }
}
