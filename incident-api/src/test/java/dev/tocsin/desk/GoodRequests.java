package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * For each route a request that it takes, as an administrator sends it: what can be done wrong then
 * is done to it.
 */
final class GoodRequests {
    private static final String JSON = "application/json";

    /** Bodies of routes that are not used through a caller's key, or need what a test has not. */
    private static final Map<String, String> BODIES =
            Map.of(
                    "POST /api/v1/session", "{\"key\":\"no-such-key\"}",
                    "POST /api/v1/password",
                            "{\"token\":\"none\",\"password\":\"a phrase that nobody guesses\"}",
                    "POST /api/v1/presence", "{\"incident\":\"INC\",\"mode\":\"viewing\"}",
                    "POST /api/v1/suppressions/preview", "{\"q\":\"rule:none\"}",
                    "POST /api/v1/oidc/logout", "{}",
                    "POST /api/v1/oidc/backchannel-logout", "logout_token=none");

    private final DeskDriver desk;
    private final WritingRoutes routes;
    private final String incident;

    GoodRequests(DeskDriver desk) {
        this.desk = desk;
        this.routes = new WritingRoutes(desk);
        this.incident = desk.admin().post("/api/v1/incidents", "{\"title\":\"One\"}").id();
        desk.stored(alert("one"));
    }

    /** A valid key that reaches no route that this walk asks. */
    String stranger() {
        return String.valueOf(
                desk.admin()
                        .post(
                                "/api/v1/keys",
                                "{\"name\":\"stranger\",\"role\":\"viewer\",\"scopes\":[\"audit:read\"]}")
                        .text("key"));
    }

    /** By operation, in the order of the specification. */
    Map<Specification.Operation, Sent> all() {
        Map<String, Sent> told = new LinkedHashMap<>();
        routes.stories().forEach((route, story) -> told(story, sent -> told.put(route, sent)));
        Map<Specification.Operation, Sent> all = new LinkedHashMap<>();
        for (Specification.Operation operation : desk.specification().all()) {
            String route = operation.method() + " " + operation.path();
            Sent sent = told.get(route);
            all.put(operation, sent == null ? plain(operation, route, told) : sent);
        }
        return all;
    }

    /** What a story sends; it is not let in, so that nothing happens. */
    private void told(Stories.Story story, Consumer<Sent> to) {
        Stories.Actor actor = routes.actor();
        Caller listening =
                actor.caller()
                        .sending(
                                sent -> {
                                    to.accept(sent);
                                    return sent.without("Authorization");
                                });
        assertThat(story.prepared(new Stories.Actor(listening, actor.name(), actor.key())).get())
                .isNotNull();
    }

    private Sent plain(Specification.Operation operation, String route, Map<String, Sent> told) {
        String body = BODIES.get(route);
        String type =
                operation.path().endsWith("backchannel-logout")
                        ? "application/x-www-form-urlencoded"
                        : JSON;
        return new Sent(
                operation.method(),
                path(operation.path(), told),
                Map.of("Authorization", "Bearer " + DeskDriver.ADMIN),
                body == null ? null : type,
                body == null ? null : body.replace("INC", incident));
    }

    /** With what there is: an incident, an alert, or what a story has made. */
    private String path(String template, Map<String, Sent> told) {
        String resource = template.substring(0, template.lastIndexOf('}') + 1);
        for (Map.Entry<String, Sent> other : told.entrySet()) {
            String path = other.getKey().substring(other.getKey().indexOf(' ') + 1);
            if (!resource.isEmpty() && path.startsWith(resource)) {
                String[] found = other.getValue().path().split("/", -1);
                int length = resource.split("/", -1).length;
                return String.join("/", List.of(found).subList(0, length))
                        + template.substring(resource.length());
            }
        }
        return template.replace("/alerts/{id}", "/alerts/one").replaceAll("\\{[^}]+}", "none");
    }
}
