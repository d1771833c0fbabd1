package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopesIT {
    private DeskDriver desk;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void asvs821AKeyReachesItsScopesAndNoMore() {
        Caller caller = with(made(desk.admin(), "analyst", "[\"incidents:read\",\"alerts:read\"]"));

        assertThat(caller.get("/api/v1/incidents").status()).isEqualTo(200);
        assertThat(caller.get("/api/v1/alerts").status()).isEqualTo(200);
        assertThat(caller.post("/api/v1/incidents", "{\"title\":\"x\"}").status()).isEqualTo(403);
        assertThat(caller.get("/api/v1/session").json().path("scopes")).hasSize(2);
    }

    @Test
    void aScopeGivesNoMoreThanTheRole() {
        Caller caller = with(made(desk.admin(), "viewer", "[\"incidents:write\",\"keys:read\"]"));

        assertThat(caller.post("/api/v1/incidents", "{\"title\":\"x\"}").status()).isEqualTo(403);
        assertThat(caller.get("/api/v1/keys").status()).isEqualTo(403);
    }

    @Test
    void asvs821AKeyMakesNoneThatReachesFartherThanItself() {
        Caller maker = with(made(desk.admin(), "admin", "[\"keys:write\"]"));

        assertThat(made(maker, "admin", "null").status()).isEqualTo(422);
        assertThat(made(maker, "admin", "[\"alerts:write\"]").status()).isEqualTo(422);
        assertThat(made(maker, "admin", "[\"keys:write\"]").status()).isEqualTo(201);
    }

    @Test
    void refusesScopesThatThereAreNot() {
        assertThat(made(desk.admin(), "admin", "[\"alert:read\"]").status()).isEqualTo(422);
        assertThat(made(desk.admin(), "admin", "[]").status()).isEqualTo(422);
    }

    @Test
    void aSessionReachesNoFartherThanTheKeyThatOpenedIt() {
        String key =
                String.valueOf(made(desk.admin(), "admin", "[\"incidents:read\"]").text("key"));
        Answer session = desk.nobody().post("/api/v1/session", "{\"key\":\"" + key + "\"}");
        String cookie = String.valueOf(session.header("Set-Cookie")).split(";", 2)[0];
        Caller browser = desk.nobody().with("Cookie", cookie);

        assertThat(browser.get("/api/v1/incidents").status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/alerts").status()).isEqualTo(403);
    }

    private static Answer made(Caller maker, String role, String scopes) {
        return maker.post(
                "/api/v1/keys",
                "{\"name\":\"scoped\",\"role\":\"%s\",\"scopes\":%s}".formatted(role, scopes));
    }

    private Caller with(Answer made) {
        return desk.nobody().with("Authorization", "Bearer " + made.text("key"));
    }
}
