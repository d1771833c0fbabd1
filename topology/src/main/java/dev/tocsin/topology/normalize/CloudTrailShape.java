package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/** One AWS CloudTrail record; its own names stay under {@code aws.cloudtrail.*}. */
final class CloudTrailShape implements VendorShape {

    @Override
    public String name() {
        return "cloudtrail";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return sent.has("eventSource") && sent.has("eventName") && sent.has("eventVersion");
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        draft.put("aws.cloudtrail", sent);
        draft.time(sent.get("eventTime"));
        draft.ownId(Json.text(sent, "eventID"));
        draft.put("event.module", "aws");
        draft.put("event.dataset", "aws.cloudtrail");
        draft.put("event.provider", Json.text(sent, "eventSource"));
        draft.put("event.action", Json.text(sent, "eventName"));
        draft.put("event.outcome", failed(sent) ? "failure" : "success");
        categorize(sent, draft);
        draft.put("error.code", Json.text(sent, "errorCode"));
        draft.put("error.message", Json.text(sent, "errorMessage"));
        who(sent, draft);
        draft.putEndpoint("source", Json.text(sent, "sourceIPAddress"));
        draft.put("user_agent.original", Json.text(sent, "userAgent"));
        draft.put("cloud.provider", "aws");
        draft.put("cloud.region", Json.text(sent, "awsRegion"));
        draft.put("cloud.account.id", account(sent));
    }

    private static boolean failed(ObjectNode sent) {
        return Json.text(sent, "errorCode") != null
                || Json.text(sent, "errorMessage") != null
                || "Failure".equals(Json.text(sent, "responseElements.ConsoleLogin"));
    }

    private static void categorize(ObjectNode sent, Draft draft) {
        String source = Json.text(sent, "eventSource");
        if ("signin.amazonaws.com".equals(source)) {
            draft.putAll("event.category", "authentication");
            draft.putAll("event.type", "start");
        } else if ("iam.amazonaws.com".equals(source)) {
            draft.putAll("event.category", "iam");
        } else {
            draft.putAll("event.category", "api");
        }
    }

    private static void who(ObjectNode sent, Draft draft) {
        JsonNode identity = sent.get("userIdentity");
        if (identity == null) {
            return;
        }
        draft.put("user.id", Json.text(identity, "arn"));
        draft.put("user.name", userName(identity));
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

    private static @Nullable String account(ObjectNode sent) {
        String recipient = Json.text(sent, "recipientAccountId");
        return recipient == null ? Json.text(sent, "userIdentity.accountId") : recipient;
    }
}
