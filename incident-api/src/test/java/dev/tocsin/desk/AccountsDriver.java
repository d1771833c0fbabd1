package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicInteger;

/** People with accounts of a desk, and their browsers. */
final class AccountsDriver {
    static final String PASSWORD = "a violet tramway";

    private final AtomicInteger names = new AtomicInteger();

    private final DeskDriver desk;
    private final DeskServer replica;

    AccountsDriver(DeskDriver desk, DeskServer replica) {
        this.desk = desk;
        this.replica = replica;
    }

    Caller admin() {
        return desk.admin(replica);
    }

    Browser browser() {
        return new Browser(desk.nobody(replica));
    }

    /** A name that nobody has. */
    String name() {
        return "person" + names.incrementAndGet();
    }

    /** Makes an account; the answer has its link. */
    Answer invite(String name, String roles) {
        return admin().post(
                        "/api/v1/accounts",
                        "{\"name\":\"%s\",\"roles\":[%s]}".formatted(name, roles));
    }

    Answer setPassword(String token, String password) {
        return desk.nobody(replica)
                .post(
                        "/api/v1/password",
                        "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password));
    }

    Answer changePassword(String name, String current, String password) {
        return desk.nobody(replica)
                .post(
                        "/api/v1/password",
                        "{\"user\":\"%s\",\"current_password\":\"%s\",\"password\":\"%s\"}"
                                .formatted(name, current, password));
    }

    /** A new person with a password. */
    String person(String roles) {
        String name = name();
        String token = String.valueOf(invite(name, roles).text("link.token"));
        assertThat(setPassword(token, PASSWORD).status()).isEqualTo(200);
        return name;
    }

    static String credentials(String name, String password) {
        return "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    /** The browser of somebody who has logged in. */
    Browser loggedIn(String name) {
        Browser browser = browser();
        assertThat(browser.logIn(credentials(name, PASSWORD)).status()).isEqualTo(200);
        return browser;
    }

    /** Which of two is an administrator who may log in. */
    String administrator(String one, String other) {
        JsonNode account = admin().get("/api/v1/accounts/" + one).json();
        boolean active = account.path("state").asText().equals("active");
        return active && account.path("roles").toString().contains("admin") ? one : other;
    }

    String etag(String name) {
        return admin().get("/api/v1/accounts/" + name).etag();
    }

    Answer change(String name, String json) {
        return admin().patch("/api/v1/accounts/" + name, etag(name), json);
    }

    Answer delete(String name) {
        return admin().with("If-Match", etag(name)).delete("/api/v1/accounts/" + name);
    }
}
