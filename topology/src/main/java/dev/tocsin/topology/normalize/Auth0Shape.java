package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * An entry of Auth0's tenant log, as its log streams send it ({@code log_id} and {@code data}) or
 * its API gives it (the entry alone); its own names stay under {@code auth0.logs.data.*}.
 */
final class Auth0Shape implements VendorShape {
    private static final FieldMap FIELDS =
            FieldMap.builder()
                    .text("event.action", "type")
                    .text("message", "description")
                    .text("user.name", "user_name")
                    .text("user.id", "user_id")
                    .endpoint("source", "ip")
                    .text("source.geo.country_name", "location_info.country_name")
                    .text("source.geo.country_iso_code", "location_info.country_code")
                    .text("source.geo.city_name", "location_info.city_name")
                    .text("user_agent.original", "user_agent")
                    .text("url.domain", "hostname")
                    .text("service.name", "client_name")
                    .text("error.message", "details.error.message", "details.error")
                    .build();

    @Override
    public String name() {
        return "auth0";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return sent.get("log_id") != null
                && (sent.path("data").path("type").isTextual()
                        || (VendorShape.isText(sent, "type") && sent.get("date") != null));
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        boolean streamed = VendorShape.isObject(sent, "data");
        JsonNode entry = streamed ? sent.path("data") : sent;
        VendorShape.keep(streamed ? "auth0.logs" : "auth0.logs.data", "auth0", sent, draft);
        draft.set("event.dataset", sent.textNode("auth0.logs"));
        draft.time(entry.get("date"));
        draft.ownId(Json.text(sent, "log_id"));
        FIELDS.apply(entry, draft);
        JsonNode place = entry.path("location_info");
        Geo.source(place.path("latitude"), place.path("longitude"), draft);
        categorize(VendorShape.textOr(entry, "type", ""), draft);
    }

    /** The codes begin with s (went well), f (failed) or say what was noticed. */
    private static void categorize(String code, Draft draft) {
        boolean noticed = code.startsWith("limit_") || code.endsWith("pwd_leak");
        if (noticed) {
            draft.putAll("event.category", "authentication", "intrusion_detection");
            draft.putAll("event.type", "denied");
            draft.put("event.outcome", Outcome.FAILURE);
            return;
        }
        draft.put(
                "event.outcome",
                code.startsWith("s")
                        ? Outcome.SUCCESS
                        : code.startsWith("f") ? Outcome.FAILURE : Outcome.UNKNOWN);
        switch (code) {
            case "s",
                    "f",
                    "fp",
                    "fu",
                    "fc",
                    "fco",
                    "ssa",
                    "fsa",
                    "seacft",
                    "feacft",
                    "seccft",
                    "feccft",
                    "sepft",
                    "fepft",
                    "gd_auth_succeed",
                    "gd_auth_failed",
                    "mfar",
                    "sertft",
                    "fertft" ->
                    put(draft, "authentication", "start");
            case "slo", "flo" -> put(draft, "authentication", "end");
            case "sapi", "fapi", "mgmt_api_read" -> put(draft, "api", "info");
            default -> put(draft, "iam", code.equals("ss") ? "creation" : "info");
        }
    }

    private static void put(Draft draft, String category, String type) {
        draft.putAll("event.category", category);
        draft.putAll("event.type", type);
    }
}
