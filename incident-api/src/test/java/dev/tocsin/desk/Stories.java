package dev.tocsin.desk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Uses of some routes that write, and what they need. */
class Stories {
    static final String INCIDENTS = "/api/v1/incidents";

    final DeskDriver desk;
    final Caller admin;
    private final AtomicInteger names;
    private final Map<String, Story> stories = new LinkedHashMap<>();

    /**
     * Who uses a route.
     *
     * @param name as the audit has it
     * @param key its key
     */
    record Actor(Caller caller, String name, String key) {}

    /** Makes what a use needs; the result is the use. */
    @FunctionalInterface
    interface Story {
        Supplier<Answer> prepared(Actor actor);
    }

    /**
     * @param names how many names were given
     */
    Stories(DeskDriver desk, AtomicInteger names) {
        this.desk = desk;
        this.admin = desk.admin();
        this.names = names;
    }

    /** By method and path, as the specification has them. */
    Map<String, Story> stories() {
        return stories;
    }

    /** Someone new. */
    Actor actor() {
        String name = "writer-" + names.incrementAndGet();
        Answer made = admin.post("/api/v1/keys", "{\"name\":\"" + name + "\",\"role\":\"admin\"}");
        String key = String.valueOf(made.text("key"));
        return new Actor(
                desk.nobody().with("Authorization", "Bearer " + key).with("If-Match", "*"),
                name,
                key);
    }

    void on(String route, Story story) {
        stories.put(route, story);
    }

    /** A route that is used without any preparation. */
    void post(String path, String body) {
        on("POST " + path, actor -> () -> actor.caller().post(path, body));
    }

    static String merge(String alert) {
        return "{\"alert_ids\":[\"%s\"]}".formatted(alert);
    }

    String alert() {
        String id = "written-" + names.incrementAndGet();
        desk.stored(TestAlerts.alert(id));
        return id;
    }

    String incident() {
        return admin.post(INCIDENTS, "{\"title\":\"To be written\"}").id();
    }

    String part(String kind) {
        return INCIDENTS + "/" + incident() + "/" + kind;
    }

    static Answer put(Actor actor, String path, String body) {
        return actor.caller().send("PUT", path, "application/json", body);
    }

    /** The same, who writes what is not there yet. */
    static Actor fresh(Actor actor) {
        return new Actor(actor.caller().with("If-Match", "\"0\""), actor.name(), actor.key());
    }
}
