package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/** An event of Okta's system log; its own names stay under {@code okta.*}. */
final class OktaShape implements VendorShape {
    private static final FieldMap FIELDS =
            FieldMap.builder()
                    .text("event.action", "eventType")
                    .text("message", "displayMessage")
                    .lower("log.level", "severity")
                    .outcome("outcome.result")
                    .text("event.reason", "outcome.reason")
                    .text("user.id", "actor.id")
                    .text("user.name", "actor.alternateId")
                    .text("user.full_name", "actor.displayName")
                    .endpoint("source", "client.ipAddress")
                    .text("source.domain", "securityContext.domain")
                    .number("source.as.number", "securityContext.asNumber")
                    .text("source.as.organization.name", "securityContext.asOrg")
                    .text("source.geo.country_name", "client.geographicalContext.country")
                    .text("source.geo.region_name", "client.geographicalContext.state")
                    .text("source.geo.city_name", "client.geographicalContext.city")
                    .text("source.geo.postal_code", "client.geographicalContext.postalCode")
                    .text("user_agent.original", "client.userAgent.rawUserAgent")
                    .text("url.path", "debugContext.debugData.requestUri")
                    .build();
    private static final FieldMap TARGET_USER =
            FieldMap.builder()
                    .text("user.target.id", "id")
                    .text("user.target.name", "alternateId")
                    .text("user.target.full_name", "displayName")
                    .build();
    private static final FieldMap TARGET_GROUP =
            FieldMap.builder().text("group.id", "id").text("group.name", "displayName").build();

    @Override
    public String name() {
        return "okta";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return VendorShape.isText(sent, "eventType")
                && sent.get("published") != null
                && VendorShape.isObject(sent, "actor");
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        VendorShape.keep("okta", "okta", sent, draft);
        draft.put("event.provider", "okta.system");
        draft.time(sent.get("published"));
        draft.ownId(Json.text(sent, "uuid"));
        FIELDS.apply(sent, draft);
        JsonNode place = sent.path("client").path("geographicalContext").path("geolocation");
        Geo.source(place.path("lat"), place.path("lon"), draft);
        for (JsonNode target : sent.path("target")) {
            switch (VendorShape.textOr(target, "type", "")) {
                case "User", "AppUser" -> TARGET_USER.apply(target, draft);
                case "UserGroup" -> TARGET_GROUP.apply(target, draft);
                default -> {
                    // Applications, policies and tokens have no place in ECS.
                }
            }
        }
        categorize(VendorShape.textOr(sent, "eventType", ""), draft);
    }

    private static void categorize(String type, Draft draft) {
        String last = type.substring(type.lastIndexOf('.') + 1);
        if (type.equals("user.session.end")) {
            put(draft, "authentication", "end");
        } else if (type.startsWith("user.session") || type.startsWith("user.authentication")) {
            put(draft, "authentication", "start");
        } else if (type.startsWith("user.") || type.startsWith("group.")) {
            String who = type.startsWith("group.") ? "group" : "user";
            draft.putAll("event.category", "iam");
            draft.putAll("event.type", who, Verbs.typeOrInfo(last));
        } else if (type.startsWith("security.")) {
            put(draft, "intrusion_detection", "info");
        } else {
            put(draft, "configuration", Verbs.typeOrInfo(last));
        }
    }

    private static void put(Draft draft, String category, String type) {
        draft.putAll("event.category", category);
        draft.putAll("event.type", type);
    }
}
