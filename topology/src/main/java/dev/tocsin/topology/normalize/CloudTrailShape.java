package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One AWS CloudTrail record, as CloudTrail or EventBridge delivers it; its own names stay under
 * {@code aws.cloudtrail.*}.
 */
final class CloudTrailShape implements VendorShape {
    private static final FieldMap FIELDS =
            FieldMap.builder()
                    .text("event.provider", "eventSource")
                    .text("event.action", "eventName")
                    .text("error.code", "errorCode")
                    .text("error.message", "errorMessage")
                    .text("user.id", "userIdentity.arn", "userIdentity.principalId")
                    .text("user.target.name", "requestParameters.userName")
                    .text("group.name", "requestParameters.groupName")
                    .endpoint("source", "sourceIPAddress")
                    .text("user_agent.original", "userAgent")
                    .text("cloud.region", "awsRegion")
                    .text("cloud.account.id", "recipientAccountId", "userIdentity.accountId")
                    .text("http.request.id", "requestID")
                    .text("tls.cipher", "tlsDetails.cipherSuite")
                    .text("tls.client.server_name", "tlsDetails.clientProvidedHostHeader")
                    .build();

    @Override
    public String name() {
        return "cloudtrail";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return isRecord(sent) || isRecord(Envelope.EVENT_BRIDGE.document(sent));
    }

    private static boolean isRecord(ObjectNode document) {
        return document.has("eventSource")
                && document.has("eventName")
                && document.has("eventVersion");
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        ObjectNode record = Envelope.EVENT_BRIDGE.document(sent);
        VendorShape.keep("aws.cloudtrail", "aws", record, draft);
        Envelope.EVENT_BRIDGE.keep(sent, draft);
        draft.time(record.get("eventTime"));
        draft.ownId(Json.text(record, "eventID"));
        draft.put("event.outcome", Outcome.of(!failed(record)));
        FIELDS.apply(record, draft);
        draft.put("user.name", userName(record.path("userIdentity")));
        ZeekDetails.tlsVersion(Json.text(record, "tlsDetails.tlsVersion"), draft);
        draft.put("cloud.provider", "aws");
        categorize(record, draft);
    }

    private static boolean failed(ObjectNode record) {
        return Json.text(record, "errorCode") != null
                || Json.text(record, "errorMessage") != null
                || "Failure".equals(Json.text(record, "responseElements.ConsoleLogin"));
    }

    private static void categorize(ObjectNode record, Draft draft) {
        String action = VendorShape.textOr(record, "eventName", "");
        switch (VendorShape.textOr(record, "eventSource", "")) {
            case "signin.amazonaws.com" -> category("authentication", "start", draft);
            case "sts.amazonaws.com" -> category("authentication", "info", draft);
            case "iam.amazonaws.com" -> iam(action, draft);
            default -> category("api", Verbs.typeOrInfo(action), draft);
        }
    }

    private static void iam(String action, Draft draft) {
        draft.putAll("event.category", "iam");
        String type = Verbs.typeOrInfo(action);
        if (action.contains("Group")) {
            draft.putAll("event.type", "group", type);
        } else if (action.contains("User")) {
            draft.putAll("event.type", "user", type);
        } else {
            draft.putAll("event.type", type);
        }
    }

    private static void category(String category, String type, Draft draft) {
        draft.putAll("event.category", category);
        draft.putAll("event.type", type);
    }

    private static @Nullable String userName(JsonNode identity) {
        String name = Json.text(identity, "userName");
        if (name != null) {
            return name;
        }
        if ("Root".equals(Json.text(identity, "type"))) {
            return "root";
        }
        String issuer = Json.text(identity, "sessionContext.sessionIssuer.userName");
        return issuer == null ? Json.text(identity, "invokedBy") : issuer;
    }
}
