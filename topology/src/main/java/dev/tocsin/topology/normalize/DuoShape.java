package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * Entries of Duo's logs: authentication, administrators, activity and telephony; their own names
 * stay under {@code duo.<log>.*}.
 */
final class DuoShape implements VendorShape {
    private static final FieldMap AUTHENTICATION =
            FieldMap.builder()
                    .text("event.action", "event_type")
                    .text("event.reason", "reason")
                    .outcome("result")
                    .text("user.name", "user.name", "username")
                    .text("user.id", "user.key")
                    .text("user.email", "email")
                    .endpoint("source", "access_device.ip", "ip")
                    .text("source.domain", "access_device.hostname")
                    .text("source.geo.country_name", "access_device.location.country")
                    .text("source.geo.region_name", "access_device.location.state")
                    .text("source.geo.city_name", "access_device.location.city")
                    .text("service.name", "application.name", "integration")
                    .build();
    private static final FieldMap ADMINISTRATOR =
            FieldMap.builder()
                    .text("event.action", "action")
                    .text("user.name", "username")
                    .text("user.target.name", "object")
                    .build();
    private static final FieldMap ACTIVITY =
            FieldMap.builder()
                    .text("event.action", "action.name")
                    .text("user.name", "actor.name")
                    .text("user.id", "actor.key")
                    .text("user.target.name", "target.name")
                    .endpoint("source", "access_device.ip.address", "access_device.ip")
                    .text("service.name", "application.name")
                    .build();
    private static final FieldMap TELEPHONY =
            FieldMap.builder().text("event.action", "context").build();

    @Override
    public String name() {
        return "duo";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return !log(sent).isEmpty();
    }

    private static String log(ObjectNode sent) {
        if (sent.get("txid") != null && VendorShape.isText(sent, "event_type")) {
            return "auth";
        }
        if (sent.get("telephony_id") != null) {
            return "telephony";
        }
        if (sent.get("activity_id") != null && VendorShape.isObject(sent, "action")) {
            return "activity";
        }
        return sent.get("isotimestamp") != null
                        && VendorShape.isText(sent, "action")
                        && sent.get("username") != null
                ? "admin"
                : "";
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        String log = log(sent);
        VendorShape.keep("duo." + log, "duo", sent, draft);
        draft.time(time(sent));
        switch (log) {
            case "auth" -> authentication(sent, draft);
            case "admin" -> administrator(sent, draft);
            case "activity" -> {
                draft.ownId(Json.text(sent, "activity_id"));
                ACTIVITY.apply(sent, draft);
                draft.putAll("event.category", "iam");
                draft.putAll("event.type", "info");
            }
            default -> {
                draft.ownId(Json.text(sent, "telephony_id"));
                TELEPHONY.apply(sent, draft);
            }
        }
    }

    private static JsonNode time(ObjectNode sent) {
        return sent.has("timestamp")
                ? sent.path("timestamp")
                : sent.has("isotimestamp") ? sent.path("isotimestamp") : sent.path("ts");
    }

    private static void authentication(ObjectNode sent, Draft draft) {
        draft.ownId(Json.text(sent, "txid"));
        AUTHENTICATION.apply(sent, draft);
        draft.putAll("event.category", "authentication");
        draft.putAll("event.type", "start");
    }

    private static void administrator(ObjectNode sent, Draft draft) {
        ADMINISTRATOR.apply(sent, draft);
        String action = VendorShape.textOr(sent, "action", "");
        if (action.startsWith("admin_login")) {
            draft.putAll("event.category", "authentication");
            draft.putAll("event.type", "start");
            draft.put("event.outcome", Outcome.of(!action.endsWith("error")));
            return;
        }
        draft.putAll("event.category", "iam");
        draft.putAll("event.type", typeOf(action.substring(action.lastIndexOf('_') + 1)));
    }

    private static String typeOf(String verb) {
        return Verbs.typeOrInfo(verb);
    }
}
