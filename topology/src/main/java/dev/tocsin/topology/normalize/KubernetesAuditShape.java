package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * An event of the audit log of the Kubernetes API server; its own names stay under {@code
 * kubernetes.audit.*}.
 */
final class KubernetesAuditShape implements VendorShape {
    private static final int FIRST_ERROR = 400;
    private static final FieldMap FIELDS =
            FieldMap.builder()
                    .text("event.action", "verb")
                    .lower("log.level", "level")
                    .text("user.name", "user.username")
                    .text("user.id", "user.uid")
                    .text("user.effective.name", "impersonatedUser.username")
                    .endpoint("source", "sourceIPs")
                    .text("user_agent.original", "userAgent")
                    .url("requestURI")
                    .number("http.response.status_code", "responseStatus.code")
                    .text("event.reason", "responseStatus.reason")
                    .text("orchestrator.namespace", "objectRef.namespace")
                    .text("orchestrator.api_version", "objectRef.apiVersion")
                    .text("orchestrator.resource.type", "objectRef.resource")
                    .text("orchestrator.resource.name", "objectRef.name")
                    .build();

    @Override
    public String name() {
        return "kubernetes-audit";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        JsonNode version = sent.get("apiVersion");
        return version != null
                && version.asText().startsWith("audit.k8s.io/")
                && sent.get("verb") != null;
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        VendorShape.keep("kubernetes.audit", "kubernetes", sent, draft);
        draft.time(
                sent.has("requestReceivedTimestamp")
                        ? sent.get("requestReceivedTimestamp")
                        : sent.get("stageTimestamp"));
        id(sent, draft);
        draft.put("orchestrator.type", "kubernetes");
        FIELDS.apply(sent, draft);
        draft.putAll("event.category", "api");
        boolean denied = "forbid".equals(decision(sent));
        String type = Verbs.typeOrInfo(VendorShape.textOr(sent, "verb", ""));
        if (denied) {
            draft.putAll("event.type", type, "denied");
        } else {
            draft.putAll("event.type", type);
        }
        Long status = Numbers.whole(sent.path("responseStatus").path("code"));
        if (denied) {
            draft.put("event.outcome", Outcome.FAILURE);
        } else if (status != null) {
            draft.put("event.outcome", Outcome.of(status < FIRST_ERROR));
        }
    }

    /** One request is told once for each of its stages. */
    private static void id(ObjectNode sent, Draft draft) {
        String id = Json.text(sent, "auditID");
        if (id != null) {
            draft.ownId(id + "/" + VendorShape.textOr(sent, "stage", ""));
        }
    }

    private static String decision(ObjectNode sent) {
        return sent.path("annotations").path("authorization.k8s.io/decision").asText();
    }
}
