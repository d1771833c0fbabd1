package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsIT {
    private static final String KEY = "{\"key\":\"" + DeskDriver.ADMIN + "\"}";

    private final MovableTime time = new MovableTime();
    private DeskDriver desk;
    private DeskServer replica;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        replica = DeskServer.start(desk.config(Map.of()), time);
    }

    @AfterAll
    void stop() {
        replica.close();
        desk.close();
    }

    @Test
    void asvs731EndsASessionThatIsNotUsedForTwoHours() {
        Browser browser = loggedIn();
        time.pass(Duration.ofMinutes(119));
        int used = browser.status();
        time.pass(Duration.ofMinutes(119));
        int usedAgain = browser.status();
        time.pass(Duration.ofMinutes(121));

        assertThat(used).isEqualTo(200);
        assertThat(usedAgain).isEqualTo(200);
        assertThat(browser.status()).isEqualTo(401);
    }

    @Test
    void asvs732EndsASessionAfterTwelveHoursHoweverMuchItIsUsed() {
        Browser browser = loggedIn();
        for (int i = 0; i < 11; i++) {
            time.pass(Duration.ofHours(1));
            assertThat(browser.status()).isEqualTo(200);
        }
        time.pass(Duration.ofMinutes(61));

        assertThat(browser.status()).isEqualTo(401);
    }

    @Test
    void asvs724ALogInMakesANewSessionAndEndsTheOneBefore() {
        Browser browser = loggedIn();
        Caller before = browser.caller();
        browser.logIn(KEY);

        assertThat(before.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(browser.status()).isEqualTo(200);
    }

    @Test
    void asvs741NobodyGoesOnAfterLoggingOut() {
        Browser browser = loggedIn();
        Caller before = browser.caller();
        browser.keep(browser.caller().delete("/api/v1/session"));

        assertThat(before.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void asvs752ShowsOnesOwnSessionsAndEndsThem() {
        Browser here = loggedIn();
        Browser there = loggedIn();
        Browser elsewhere = loggedIn();
        JsonNode sessions = here.caller().get("/api/v1/sessions").json().path("items");
        String id = current(there.caller());
        Answer ended = here.caller().delete("/api/v1/sessions/" + id);
        int endedAgain = here.caller().delete("/api/v1/sessions/" + id).status();
        Answer others = here.caller().delete("/api/v1/sessions");

        assertThat(sessions.size()).isGreaterThanOrEqualTo(3);
        assertThat(sessions.findValuesAsText("address")).contains("127.0.0.1");
        assertThat(ended.status()).isEqualTo(204);
        assertThat(endedAgain).isEqualTo(404);
        assertThat(there.status()).isEqualTo(401);
        assertThat(others.status()).isEqualTo(204);
        assertThat(elsewhere.status()).isEqualTo(401);
        assertThat(here.status()).isEqualTo(200);
    }

    @Test
    void asvs752NobodyEndsTheSessionOfAnother() {
        Browser admin = loggedIn();

        assertThat(
                        desk.caller("viewer")
                                .delete("/api/v1/sessions/" + current(admin.caller()))
                                .status())
                .isEqualTo(404);
        assertThat(admin.status()).isEqualTo(200);
    }

    @Test
    void asvs331TheCookieIsSecureAndOfThisHostAloneWhenCallersComeOverHttps() throws Exception {
        try (DeskServer tls = DeskServer.start(desk.config(Map.of("TOCSIN_API_TLS", "true")))) {
            Browser browser = new Browser(desk.nobody(tls));
            Answer answer = browser.logIn(KEY);

            assertThat(answer.header("Set-Cookie"))
                    .startsWith("__Host-tocsin_session=")
                    .contains("; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/;")
                    .doesNotContain("Domain");
            assertThat(browser.status()).isEqualTo(200);
        }
    }

    private Browser loggedIn() {
        Browser browser = new Browser(desk.nobody(replica));
        assertThat(browser.logIn(KEY).status()).isEqualTo(200);
        return browser;
    }

    private static String current(Caller caller) {
        for (JsonNode session : caller.get("/api/v1/sessions").json().path("items")) {
            if (session.path("current").asBoolean()) {
                return session.path("id").asText();
            }
        }
        throw new AssertionError("Expected the session of the request to be listed");
    }
}
