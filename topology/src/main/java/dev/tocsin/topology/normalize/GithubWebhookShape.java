package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.List;

/**
 * What GitHub posts to a webhook; its own names stay under {@code github.webhook.*}. The name of
 * the event is a header, so it is known here by the object that the event is about.
 */
final class GithubWebhookShape implements VendorShape {
    /** Objects that give their event its name, those that other events hold too at the end. */
    private static final List<String> ABOUT =
            List.of(
                    "check_run",
                    "check_suite",
                    "workflow_job",
                    "workflow_run",
                    "deployment_status",
                    "deployment",
                    "review",
                    "comment",
                    "pull_request",
                    "issue",
                    "discussion",
                    "release",
                    "membership",
                    "team",
                    "member",
                    "invitation",
                    "key",
                    "rule",
                    "alert",
                    "hook",
                    "forkee",
                    "installation");

    private static final FieldMap FIELDS =
            FieldMap.builder()
                    .text("user.name", "sender.login")
                    .text("user.id", "sender.id")
                    .text("user.target.name", "membership.user.login", "member.login")
                    .text("group.name", "team.name")
                    .text("organization.name", "organization.login", "enterprise.slug")
                    .text("organization.id", "organization.id", "enterprise.id")
                    .text("url.full", "compare", "pull_request.html_url", "alert.html_url")
                    .text("message", "head_commit.message", "pull_request.title", "issue.title")
                    .build();

    @Override
    public String name() {
        return "github-webhook";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return VendorShape.isObject(sent, "sender")
                && sent.path("sender").has("login")
                && (VendorShape.isObject(sent, "repository")
                        || VendorShape.isObject(sent, "organization")
                        || VendorShape.isObject(sent, "enterprise")
                        || VendorShape.isObject(sent, "installation"));
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        VendorShape.keep("github.webhook", "github", sent, draft);
        String event = eventName(sent);
        String action = Json.text(sent, "action");
        draft.put("event.action", action == null ? event : event + "." + action);
        draft.put("event.kind", event.equals("alert") ? "alert" : "event");
        FIELDS.apply(sent, draft);
        JsonNode type = sent.path("membership").path("user").path("login");
        boolean people = type.isTextual() || event.equals("member") || event.equals("team");
        draft.putAll("event.category", people ? "iam" : "configuration");
        draft.putAll("event.type", Verbs.typeOrInfo(action == null ? event : action));
    }

    private static String eventName(ObjectNode sent) {
        if (sent.has("pusher") && sent.has("ref")) {
            return sent.has("commits") ? "push" : sent.has("master_branch") ? "create" : "delete";
        }
        for (String name : ABOUT) {
            if (VendorShape.isObject(sent, name)) {
                return name;
            }
        }
        return VendorShape.isObject(sent, "repository") ? "repository" : "organization";
    }
}
