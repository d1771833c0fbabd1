package dev.tocsin.launcher.console;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.stack.Senders;
import dev.tocsin.launcher.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The machine behind the console: what it is told and asked without the browser. */
record Desk(Stack stack) {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Where its console is. */
    String address() {
        return stack.settings().api();
    }

    /** Makes a key of an analyst. */
    String key(String name) throws Exception {
        ObjectNode wanted = Json.object().put("name", name).put("role", "analyst");
        return post("/api/v1/keys", wanted).path("key").asText();
    }

    /** Makes an account and gives the path of the link that sets its password. */
    String link(String name) throws Exception {
        ObjectNode account = Json.object().put("name", name).put("display_name", name);
        account.putArray("roles").add("analyst");
        String url = post("/api/v1/accounts", account).path("link").path("url").asText();
        return url.substring(url.indexOf("/#"));
    }

    /** Somebody guesses passwords from an address; gives the id of the alert. */
    String alert(String address) throws Exception {
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            events.add(Senders.failedLogin(Instant.now().minusSeconds(10 - i), "root", address));
        }
        stack.http().send(Senders.lines(events), "console-" + address);
        String query = "/api/v1/alerts?q=source.ip:" + address;
        return await().atMost(SOON)
                .until(
                        () -> get(query).path("items").path(0).path("id").asText(),
                        id -> !id.isEmpty());
    }

    /** Waits until the events of {@link #alert} can be searched. */
    void awaitEvents(String address) {
        await().atMost(SOON).until(() -> stack.indexedEvents("console-" + address) == 6);
    }

    JsonNode triage(String alert) throws Exception {
        return get("/api/v1/alerts/" + alert).path("triage");
    }

    JsonNode incident(String id) throws Exception {
        return get("/api/v1/incidents/" + id);
    }

    /** Opens an incident; the result is its id. */
    String opened(String title) throws Exception {
        return post("/api/v1/incidents", Json.object().put("title", title)).path("id").asText();
    }

    /** What hangs on an incident. */
    JsonNode parts(String incident, String kind) throws Exception {
        return get("/api/v1/incidents/" + incident + "/" + kind);
    }

    void field(ObjectNode field) throws Exception {
        post("/api/v1/custom-fields", field);
    }

    /** From then on nobody is asked for it. */
    void retire(String field) throws Exception {
        ObjectNode retired = Json.object().put("retired", true);
        Map<String, String> first = Map.of("If-Match", "\"1\"");
        stack.desk().send("PATCH", "/api/v1/custom-fields/" + field, retired, first).ok();
    }

    /** How many suppressions in force have a text in what they hide. */
    long inForce(String text) throws Exception {
        return get("/api/v1/suppressions")
                .path("items")
                .valueStream()
                .filter(item -> item.path("q").asText().contains(text))
                .filter(item -> item.path("in_force").asBoolean())
                .count();
    }

    private JsonNode get(String path) throws Exception {
        return stack.desk().get(path).ok();
    }

    private JsonNode post(String path, ObjectNode body) throws Exception {
        return stack.desk().send("POST", path, body, Map.of()).ok();
    }
}
