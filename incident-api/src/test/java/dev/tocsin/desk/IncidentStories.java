package dev.tocsin.desk;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Alerts, incidents and what hangs on them. */
final class IncidentStories extends Stories {
    private static final String TEMPLATES = "/api/v1/incident-templates";

    /** Of each kind of part: a body, and a change. */
    private static final Map<String, String> PARTS =
            Map.of(
                    "tasks", "{\"title\":\"Call\"}|{\"state\":\"done\"}",
                    "observables", "{\"type\":\"ip\",\"value\":\"192.0.2.1\"}|{\"tlp\":\"red\"}",
                    "timeline",
                            "{\"at\":\"2026-11-30T06:00:00Z\",\"text\":\"In\"}|{\"text\":\"Out\"}",
                    "questions", "{\"question\":\"Who?\"}|{\"answer\":\"Ada\"}",
                    "theories", "{\"text\":\"Stolen key\"}|{\"state\":\"supported\"}",
                    "mitigations", "{\"text\":\"Blocked\"}|{\"state\":\"active\"}",
                    "lessons", "{\"text\":\"Patch sooner\"}|{\"action\":\"Weekly\"}",
                    "techniques", "{\"technique\":\"T1059.001\"}|{\"description\":\"Seen\"}");

    IncidentStories(DeskDriver desk, AtomicInteger names) {
        super(desk, names);
        alerts();
        merges();
        incidents();
        PARTS.forEach(this::parts);
        notes(INCIDENTS, "notes", this::incident);
        notes("/api/v1/alerts", "comments", this::alert);
        findings();
        templates();
        customFields();
    }

    private void alerts() {
        on(
                "PATCH /api/v1/alerts/{id}",
                actor -> {
                    String one = "/api/v1/alerts/" + alert();
                    return () -> actor.caller().patch(one, "*", "{\"status\":\"in_progress\"}");
                });
        on(
                "POST /api/v1/alerts/bulk",
                actor -> {
                    String body =
                            "{\"alerts\":[{\"id\":\"%s\"}],\"patch\":{\"status\":\"closed\",\"verdict\":\"test\"}}"
                                    .formatted(alert());
                    return () -> actor.caller().post("/api/v1/alerts/bulk", body);
                });
    }

    private void merges() {
        on(
                "POST /api/v1/alerts/{id}/merge",
                actor -> {
                    String one = "/api/v1/alerts/" + alert();
                    String body = merge(alert());
                    return () -> actor.caller().post(one + "/merge", body);
                });
        on(
                "POST /api/v1/alerts/{id}/unmerge",
                actor -> {
                    String one = "/api/v1/alerts/" + alert();
                    admin.post(one + "/merge", merge(alert()));
                    return () -> actor.caller().post(one + "/unmerge", "{}");
                });
    }

    private void incidents() {
        post(INCIDENTS, "{\"title\":\"Written\"}");
        on(
                "PATCH " + INCIDENTS + "/{id}",
                actor -> {
                    String one = INCIDENTS + "/" + incident();
                    return () -> actor.caller().patch(one, "*", "{\"severity\":\"low\"}");
                });
        on(
                "POST " + INCIDENTS + "/{id}/promote",
                actor -> {
                    String one =
                            admin.post(INCIDENTS, "{\"title\":\"x\",\"kind\":\"investigation\"}")
                                    .id();
                    return () -> actor.caller().post(INCIDENTS + "/" + one + "/promote", "{}");
                });
        on(
                "POST " + INCIDENTS + "/{id}/alerts",
                actor -> {
                    String one = INCIDENTS + "/" + incident() + "/alerts";
                    String body = merge(alert());
                    return () -> actor.caller().post(one, body);
                });
        on(
                "DELETE " + INCIDENTS + "/{id}/alerts/{alert}",
                actor -> {
                    String alert = alert();
                    String one = INCIDENTS + "/" + incident() + "/alerts";
                    admin.post(one, merge(alert));
                    return () -> actor.caller().delete(one + "/" + alert);
                });
        on(
                "POST " + INCIDENTS + "/{id}/template",
                actor -> {
                    String one = INCIDENTS + "/" + incident() + "/template";
                    return () -> actor.caller().post(one, "{\"template\":\"phishing\"}");
                });
    }

    private void parts(String kind, String bodies) {
        String body = bodies.substring(0, bodies.indexOf('|'));
        String patch = bodies.substring(bodies.indexOf('|') + 1);
        String all = INCIDENTS + "/{id}/" + kind;
        on("POST " + all, actor -> () -> actor.caller().post(part(kind), body));
        on(
                "PATCH " + all + "/{part}",
                actor -> {
                    String path = part(kind);
                    String one = path + "/" + admin.post(path, body).id();
                    return () -> actor.caller().patch(one, "*", patch);
                });
        on(
                "DELETE " + all + "/{part}",
                actor -> {
                    String path = part(kind);
                    String one = path + "/" + admin.post(path, body).id();
                    return () -> actor.caller().delete(one);
                });
    }

    private void notes(String of, String kind, Supplier<String> subject) {
        String body = "{\"text\":\"Noted\"}";
        String path = of + "/{id}/" + kind;
        on(
                "POST " + path,
                actor -> {
                    String all = of + "/" + subject.get() + "/" + kind;
                    return () -> actor.caller().post(all, body);
                });
        on(
                "PATCH " + path + "/{note}",
                actor -> {
                    String all = of + "/" + subject.get() + "/" + kind;
                    String one = all + "/" + admin.post(all, body).id();
                    return () -> actor.caller().patch(one, "*", "{\"text\":\"Better\"}");
                });
    }

    private void findings() {
        on(
                "POST " + INCIDENTS + "/{id}/evidence",
                actor -> {
                    String body = evidence();
                    String all = part("evidence");
                    return () -> actor.caller().post(all, body);
                });
        on(
                "DELETE " + INCIDENTS + "/{id}/evidence/{evidence}",
                actor -> {
                    String all = part("evidence");
                    String one = all + "/" + admin.post(all, evidence()).id();
                    return () -> actor.caller().delete(one);
                });
        on(
                "POST " + INCIDENTS + "/{id}/links",
                actor -> {
                    String body = link();
                    String all = part("links");
                    return () -> actor.caller().post(all, body);
                });
        on(
                "DELETE " + INCIDENTS + "/{id}/links/{link}",
                actor -> {
                    String all = part("links");
                    String one = all + "/" + admin.post(all, link()).id();
                    return () -> actor.caller().delete(one);
                });
    }

    private String evidence() {
        String alert = alert();
        return "{\"event_id\":\"%s-0\",\"alert_id\":\"%s\"}".formatted(alert, alert);
    }

    private String link() {
        return "{\"relation\":\"related_to\",\"incident\":\"%s\"}".formatted(incident());
    }

    private void templates() {
        on("POST " + TEMPLATES, actor -> () -> actor.caller().post(TEMPLATES, template(actor)));
        on(
                "PUT " + TEMPLATES + "/{id}",
                actor -> {
                    admin.post(TEMPLATES, template(actor));
                    return () -> put(actor, TEMPLATES + "/" + actor.name(), "{\"name\":\"Other\"}");
                });
        on(
                "DELETE " + TEMPLATES + "/{id}",
                actor -> {
                    admin.post(TEMPLATES, template(actor));
                    return () -> actor.caller().delete(TEMPLATES + "/" + actor.name());
                });
    }

    private static String template(Actor actor) {
        return "{\"id\":\"%s\",\"name\":\"Written\"}".formatted(actor.name());
    }

    private void customFields() {
        String all = "/api/v1/custom-fields";
        on("POST " + all, actor -> () -> customField(actor.caller(), actor));
        on(
                "PATCH " + all + "/{name}",
                actor -> {
                    customField(admin, actor);
                    String one = all + "/" + field(actor);
                    return () -> actor.caller().patch(one, "*", "{\"label\":\"Other\"}");
                });
        on(
                "DELETE " + all + "/{name}",
                actor -> {
                    customField(admin, actor);
                    return () -> actor.caller().delete(all + "/" + field(actor));
                });
    }

    private static Answer customField(Caller by, Actor actor) {
        return by.post(
                "/api/v1/custom-fields",
                "{\"name\":\"%s\",\"type\":\"text\"}".formatted(field(actor)));
    }

    private static String field(Actor actor) {
        return actor.name().replace('-', '_');
    }
}
