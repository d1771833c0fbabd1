package dev.tocsin.desk;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sessions, keys, people. */
final class AccessStories extends Stories {
    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String PASSWORD = "a phrase that nobody guesses";

    AccessStories(DeskDriver desk, AtomicInteger names) {
        super(desk, names);
        sessions();
        keys();
        accounts();
    }

    private void sessions() {
        String path = "/api/v1/session";
        on("POST " + path, actor -> () -> browser().logIn(key(actor)));
        on("DELETE " + path, actor -> loggedIn(actor, path));
        on("DELETE /api/v1/sessions", actor -> loggedIn(actor, "/api/v1/sessions"));
        on(
                "DELETE /api/v1/sessions/{id}",
                actor -> {
                    Caller caller = loggedIn(actor);
                    String id = caller.get("/api/v1/sessions").json().at("/items/0/id").asText();
                    return () -> caller.delete("/api/v1/sessions/" + id);
                });
    }

    private Supplier<Answer> loggedIn(Actor actor, String path) {
        Caller caller = loggedIn(actor);
        return () -> caller.delete(path);
    }

    private Caller loggedIn(Actor actor) {
        Browser browser = browser();
        browser.logIn(key(actor));
        return browser.caller();
    }

    private Browser browser() {
        return new Browser(desk.nobody());
    }

    private static String key(Actor actor) {
        return "{\"key\":\"" + actor.key() + "\"}";
    }

    private void keys() {
        post("/api/v1/keys", "{\"name\":\"made\",\"role\":\"viewer\"}");
        on(
                "DELETE /api/v1/keys/{id}",
                actor -> {
                    String id = actor().name();
                    String one =
                            admin.post(
                                            "/api/v1/keys",
                                            "{\"name\":\"" + id + "\",\"role\":\"viewer\"}")
                                    .id();
                    return () -> actor.caller().delete("/api/v1/keys/" + one);
                });
        post("/api/v1/ingest-tokens", "{\"source\":\"made\"}");
        on(
                "DELETE /api/v1/ingest-tokens/{id}",
                actor -> {
                    String one = admin.post("/api/v1/ingest-tokens", "{\"source\":\"x\"}").id();
                    return () -> actor.caller().delete("/api/v1/ingest-tokens/" + one);
                });
    }

    private void accounts() {
        on("POST " + ACCOUNTS, actor -> () -> invited(actor.caller(), actor.name()));
        on(
                "PATCH " + ACCOUNTS + "/{name}",
                actor -> {
                    String one = account(actor);
                    return () -> actor.caller().patch(one, "*", "{\"display_name\":\"Lee\"}");
                });
        on(
                "DELETE " + ACCOUNTS + "/{name}",
                actor -> {
                    String one = account(actor);
                    return () -> actor.caller().delete(one);
                });
        on(
                "POST " + ACCOUNTS + "/{name}/link",
                actor -> {
                    String one = account(actor);
                    return () -> actor.caller().post(one + "/link", "{}");
                });
        on(
                "DELETE " + ACCOUNTS + "/{name}/sessions",
                actor -> {
                    String one = account(actor);
                    return () -> actor.caller().delete(one + "/sessions");
                });
        on(
                "POST /api/v1/password",
                actor -> {
                    String token = String.valueOf(invited(admin, actor.name()).text("link.token"));
                    String body =
                            "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD);
                    return () -> desk.nobody().post("/api/v1/password", body);
                });
    }

    private static Answer invited(Caller by, String name) {
        return by.post(ACCOUNTS, "{\"name\":\"%s\",\"roles\":[\"viewer\"]}".formatted(name));
    }

    private String account(Actor actor) {
        invited(admin, actor.name());
        return ACCOUNTS + "/" + actor.name();
    }
}
