package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Azure's and Entra's logs: as diagnostic settings send them ({@code time}, {@code category},
 * {@code properties}), as Microsoft Graph and the activity log's API give them, and as Log
 * Analytics keeps them ({@code TimeGenerated}). Their own names stay under {@code azure.<log>.*}.
 */
final class AzureShape implements VendorShape {

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return AzureLog.of(sent) != null;
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        AzureLog log = AzureLog.of(sent);
        if (log == null) {
            return;
        }
        VendorShape.keep(log.namespace(), "azure", sent, draft);
        draft.put("cloud.provider", "azure");
        draft.time(time(sent));
        AzureFields.COMMON.apply(sent, draft);
        AzureResource.put(draft.text("azure.resource.id"), draft);
        switch (log) {
            case SIGN_IN -> signIn(sent, draft);
            case AUDIT -> audit(sent, draft);
            case ACTIVITY -> activity(sent, draft);
            case RISK -> risk(sent, draft);
            case PLATFORM -> platform(sent, draft);
        }
    }

    private static @Nullable JsonNode time(ObjectNode sent) {
        for (String name : AzureLog.TIMES) {
            JsonNode time = sent.get(name);
            if (time != null && !time.isNull()) {
                return time;
            }
        }
        return null;
    }

    private static void signIn(ObjectNode sent, Draft draft) {
        AzureFields.SIGN_IN.apply(sent, draft);
        draft.putAll("event.category", "authentication");
        draft.putAll("event.type", "start");
        String code = draft.text("error.code");
        if (code != null) {
            draft.put("event.outcome", Outcome.of(code.equals("0")));
        }
        JsonNode location = sent.path("properties").path("location").path("geoCoordinates");
        if (location.isMissingNode()) {
            location = sent.path("location").path("geoCoordinates");
        }
        Geo.source(location.path("latitude"), location.path("longitude"), draft);
    }

    private static void audit(ObjectNode sent, Draft draft) {
        AzureFields.AUDIT.apply(sent, draft);
        JsonNode inside = sent.path("properties").path("targetResources");
        for (JsonNode target : inside.isArray() ? inside : sent.path("targetResources")) {
            boolean group = "Group".equals(Json.text(target, "type"));
            (group ? AzureFields.TARGET_GROUP : AzureFields.TARGET).apply(target, draft);
        }
        String action = draft.text("event.action");
        String type = Verbs.typeOrInfo(action == null ? "" : action);
        draft.putAll("event.category", "iam");
        if (draft.has("group.name")) {
            draft.putAll("event.type", "group", type);
        } else {
            draft.putAll("event.type", "user", type);
        }
    }

    private static void activity(ObjectNode sent, Draft draft) {
        AzureFields.ACTIVITY.apply(sent, draft);
        String action = draft.text("event.action");
        String lower = action == null ? "" : Texts.lower(action);
        boolean identities = lower.startsWith("microsoft.authorization/");
        draft.putAll("event.category", identities ? "iam" : "api");
        draft.putAll("event.type", typeOf(lower.substring(lower.lastIndexOf('/') + 1)));
    }

    private static String typeOf(String verb) {
        return switch (verb) {
            case "write" -> "change";
            case "delete" -> "deletion";
            case "read" -> "access";
            default -> "info";
        };
    }

    private static void risk(ObjectNode sent, Draft draft) {
        AzureFields.RISK.apply(sent, draft);
        draft.put("event.kind", "alert");
        draft.putAll("event.category", "iam", "intrusion_detection");
        draft.putAll("event.type", "user", "info");
    }

    private static void platform(ObjectNode sent, Draft draft) {
        AzureFields.PLATFORM.apply(sent, draft);
    }
}
