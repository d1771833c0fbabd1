package dev.tocsin.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Lists, suppressions, targets, records, and the routes of MozDef. */
final class ListStories extends Stories {
    private static final String SUPPRESSIONS = "/api/v1/suppressions";
    private static final String LISTS = "/api/v1/lists";

    ListStories(DeskDriver desk, AtomicInteger names) {
        super(desk, names);
        lists();
        suppressions();
        mozDef();
        wholes();
    }

    private void lists() {
        on("POST " + LISTS, actor -> () -> list(actor.caller(), actor.name()));
        on(
                "PATCH " + LISTS + "/{name}",
                actor -> {
                    String one = list(actor);
                    return () -> actor.caller().patch(one, "*", "{\"description\":\"Other\"}");
                });
        on(
                "DELETE " + LISTS + "/{name}",
                actor -> {
                    String one = list(actor);
                    return () -> actor.caller().delete(one);
                });
        on(
                "POST " + LISTS + "/{name}/entries",
                actor -> {
                    String all = list(actor) + "/entries";
                    return () -> actor.caller().post(all, "{\"value\":\"192.0.2.1\"}");
                });
        on(
                "POST " + LISTS + "/{name}/import",
                actor -> {
                    String all = list(actor) + "/import";
                    return () ->
                            actor.caller().post(all, "{\"entries\":[{\"value\":\"192.0.2.1\"}]}");
                });
        on(
                "PATCH " + LISTS + "/{name}/entries/{id}",
                actor -> {
                    String one = entry(actor);
                    return () -> actor.caller().patch(one, "*", "{\"reason\":\"Other\"}");
                });
        on(
                "DELETE " + LISTS + "/{name}/entries/{id}",
                actor -> {
                    String one = entry(actor);
                    return () -> actor.caller().delete(one);
                });
    }

    private static Answer list(Caller by, String name) {
        return by.post(LISTS, "{\"name\":\"%s\",\"kind\":\"watch\"}".formatted(name));
    }

    private String list(Actor actor) {
        list(admin, actor.name());
        return LISTS + "/" + actor.name();
    }

    private String entry(Actor actor) {
        String all = list(actor) + "/entries";
        return all + "/" + admin.post(all, "{\"value\":\"192.0.2.1\"}").id();
    }

    private void suppressions() {
        post(SUPPRESSIONS, suppression());
        on(
                "PATCH " + SUPPRESSIONS + "/{id}",
                actor -> {
                    String one = SUPPRESSIONS + "/" + admin.post(SUPPRESSIONS, suppression()).id();
                    return () -> actor.caller().patch(one, "*", "{\"reason\":\"Other\"}");
                });
        on(
                "DELETE " + SUPPRESSIONS + "/{id}",
                actor -> {
                    String one = SUPPRESSIONS + "/" + admin.post(SUPPRESSIONS, suppression()).id();
                    return () -> actor.caller().delete(one);
                });
    }

    private static String suppression() {
        return "{\"q\":\"rule:no-such-rule\",\"reason\":\"Known\",\"expires_at\":\"%s\"}"
                .formatted(Instant.now().plus(Duration.ofDays(1)));
    }

    private void mozDef() {
        post("/incident", "{\"summary\":\"Old\",\"phase\":\"Closed\",\"creator\":\"a@b.example\"}");
        post("/blockip", "{\"ipaddress\":\"203.0.113.9\"}");
        post("/blockfqdn", "{\"fqdn\":\"evil.example\"}");
        post("/watchitem", "{\"watchcontent\":\"mallory\"}");
        on(
                "POST /alertstatus",
                actor -> {
                    String body = "{\"alert\":\"%s\",\"status\":\"inProgress\"}".formatted(alert());
                    return () -> actor.caller().post("/alertstatus", body);
                });
    }

    private void wholes() {
        String veris = INCIDENTS + "/{id}/veris";
        on(
                "PUT " + veris,
                actor -> {
                    String one = part("veris");
                    return () -> put(fresh(actor), one, "{\"summary\":\"x\"}");
                });
        on(
                "DELETE " + veris,
                actor -> {
                    String one = part("veris");
                    admin.with("If-Match", "\"0\"").send("PUT", one, "application/json", "{}");
                    return () -> actor.caller().delete(one);
                });
        on(
                "POST " + veris + "/apply",
                actor -> {
                    String one = part("veris");
                    admin.with("If-Match", "\"0\"")
                            .send(
                                    "PUT",
                                    one,
                                    "application/json",
                                    "{\"corrective_action\":\"Train\"}");
                    return () -> actor.caller().post(one + "/apply", "{}");
                });
        post("/api/v1/veris/import", "{\"schema_version\":\"1.4.1\",\"incident_id\":\"written\"}");
        on("PUT /api/v1/sla", actor -> () -> put(actor, "/api/v1/sla", "{\"low\":{}}"));
        on(
                "POST /api/v1/desk/import",
                actor -> {
                    String file = admin.get("/api/v1/desk/export").text();
                    return () ->
                            actor.caller()
                                    .send(
                                            "POST",
                                            "/api/v1/desk/import",
                                            "application/x-ndjson",
                                            file);
                });
    }
}
