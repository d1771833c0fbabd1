package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * A Google Cloud audit log entry, by itself or as {@code data} of what a log sink sends on; its own
 * names stay under {@code gcp.audit.*}.
 */
final class GcpAuditShape implements VendorShape {
    private static final String PAYLOAD = "protoPayload";
    private static final String TYPE = "type.googleapis.com/google.cloud.audit.AuditLog";
    private static final FieldMap ENTRY =
            FieldMap.builder()
                    .lower("log.level", "severity")
                    .text("log.logger", "logName")
                    .text("cloud.project.id", "resource.labels.project_id")
                    .text("cloud.region", "resource.labels.location", "resource.labels.region")
                    .text("cloud.availability_zone", "resource.labels.zone")
                    .text("cloud.instance.id", "resource.labels.instance_id")
                    .build();
    private static final FieldMap AUDIT =
            FieldMap.builder()
                    .text("event.action", "methodName")
                    .text("event.provider", "serviceName")
                    .text("user.email", "authenticationInfo.principalEmail")
                    .text(
                            "user.name",
                            "authenticationInfo.principalEmail",
                            "authenticationInfo.principalSubject")
                    .text("user.id", "authenticationInfo.principalSubject")
                    .endpoint("source", "requestMetadata.callerIp")
                    .text("user_agent.original", "requestMetadata.callerSuppliedUserAgent")
                    .text("error.code", "status.code")
                    .text("error.message", "status.message")
                    .build();

    @Override
    public String name() {
        return "gcp-audit";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return isEntry(Envelope.LOG_SINK.document(sent));
    }

    private static boolean isEntry(ObjectNode entry) {
        JsonNode payload = entry.get(PAYLOAD);
        return payload != null && TYPE.equals(payload.path("@type").asText());
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        ObjectNode entry = Envelope.LOG_SINK.document(sent);
        VendorShape.keep("gcp.audit", "gcp", entry, draft);
        Envelope.LOG_SINK.keep(sent, draft);
        draft.time(entry.get("timestamp"));
        id(entry, draft);
        draft.put("cloud.provider", "gcp");
        JsonNode payload = entry.path(PAYLOAD);
        ENTRY.apply(entry, draft);
        AUDIT.apply(payload, draft);
        draft.put("event.outcome", Outcome.of(!failed(payload)));
        categorize(VendorShape.textOr(payload, "serviceName", ""), draft);
    }

    /** Google's own rule: entries of one time with one insert id are the same. */
    private static void id(ObjectNode entry, Draft draft) {
        String id = Json.text(entry, "insertId");
        String time = Json.text(entry, "timestamp");
        if (id != null && time != null) {
            draft.ownId(id + "/" + time);
        }
    }

    private static boolean failed(JsonNode payload) {
        Long code = Numbers.whole(payload.path("status").path("code"));
        if (code != null && code != 0) {
            return true;
        }
        for (JsonNode authorization : payload.path("authorizationInfo")) {
            if (authorization.path("granted").isBoolean()
                    && !authorization.path("granted").booleanValue()) {
                return true;
            }
        }
        return false;
    }

    private static void categorize(String service, Draft draft) {
        String method = draft.text("event.action");
        String operation = method == null ? "" : method.substring(method.lastIndexOf('.') + 1);
        if (service.equals("login.googleapis.com")) {
            draft.putAll("event.category", "authentication");
            draft.putAll("event.type", "start");
            return;
        }
        boolean identities = service.startsWith("iam") || operation.contains("IamPolic");
        draft.putAll("event.category", identities ? "iam" : "api");
        draft.putAll("event.type", Verbs.typeOrInfo(operation));
    }
}
