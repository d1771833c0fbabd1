package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * An entry of GitHub's audit log, streamed, from the API or exported; its own names stay under
 * {@code github.audit.*}.
 */
final class GithubAuditShape implements VendorShape {
    private static final FieldMap FIELDS =
            FieldMap.builder()
                    .text("event.action", "action")
                    .text("user.name", "actor")
                    .text("user.id", "actor_id")
                    .text("user.target.name", "user")
                    .text("user.target.id", "user_id")
                    .text("group.name", "team")
                    .endpoint("source", "actor_ip")
                    .text("source.geo.country_iso_code", "actor_location.country_code")
                    .text("user_agent.original", "user_agent")
                    .text("organization.name", "org", "business")
                    .text("organization.id", "org_id", "business_id")
                    .build();

    @Override
    public String name() {
        return "github-audit";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return VendorShape.isText(sent, "action")
                && (sent.get("_document_id") != null
                        || (sent.get("created_at") != null
                                && sent.get("actor") != null
                                && sent.path("action").textValue().indexOf('.') > 0));
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        VendorShape.keep("github.audit", "github", sent, draft);
        JsonNode time = sent.get("@timestamp");
        draft.time(time == null ? sent.get("created_at") : time);
        draft.ownId(Json.text(sent, "_document_id"));
        FIELDS.apply(sent, draft);
        categorize(VendorShape.textOr(sent, "action", ""), draft);
    }

    private static void categorize(String action, Draft draft) {
        int dot = action.lastIndexOf('.');
        String type = Verbs.typeOrInfo(action.substring(dot + 1));
        String about = dot < 0 ? action : action.substring(0, dot);
        if (action.endsWith("login")) {
            draft.putAll("event.category", "authentication");
            draft.putAll("event.type", "start");
            draft.put("event.outcome", Outcome.of(!action.contains("failed")));
            return;
        }
        switch (about) {
            case "org", "team", "business", "user", "enterprise_team" -> {
                draft.putAll("event.category", "iam");
                draft.putAll("event.type", about.endsWith("team") ? "group" : "user", type);
            }
            case "oauth_access",
                    "oauth_application",
                    "oauth_authorization",
                    "personal_access_token",
                    "public_key",
                    "two_factor_authentication" -> {
                draft.putAll("event.category", "iam");
                draft.putAll("event.type", type);
            }
            default -> {
                draft.putAll("event.category", "configuration");
                draft.putAll("event.type", type);
            }
        }
    }
}
