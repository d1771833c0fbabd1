package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Route;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {
    private static final Map<String, Set<String>> INCLUDED =
            Map.of(
                    "viewer", Set.of("viewer"),
                    "analyst", Set.of("viewer", "analyst"),
                    "responder", Set.of("viewer", "analyst", "responder"),
                    "rule_author", Set.of("viewer", "analyst", "rule_author"),
                    "admin", Set.of("viewer", "analyst", "responder", "rule_author", "admin"));

    private DeskDriver desk;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @TestFactory
    Stream<DynamicTest> asvs821EveryRoleGetsWhatItsRoutesAllowAndNoMore() {
        Map<String, Caller> callers =
                Map.of(
                        "nobody", desk.nobody(),
                        "viewer", desk.caller("viewer"),
                        "analyst", desk.caller("analyst"),
                        "responder", desk.caller("responder"),
                        "rule_author", desk.caller("rule_author"),
                        "admin", desk.caller("admin"));
        return desk.server().routes().routes().stream()
                .filter(route -> !route.path().endsWith("/stream"))
                .flatMap(
                        route ->
                                callers.entrySet().stream()
                                        .map(
                                                e ->
                                                        DynamicTest.dynamicTest(
                                                                e.getKey() + " " + name(route),
                                                                () ->
                                                                        isLetInOrNot(
                                                                                route,
                                                                                e.getKey(),
                                                                                e.getValue()))));
    }

    @Test
    void specifiesEveryRouteAndServesEverySpecifiedOne() {
        assertThat(desk.server().routes().routes().stream().map(AccessIT::name))
                .containsExactlyInAnyOrderElementsOf(desk.specification().operations());
    }

    @Test
    void specifiesTheRoleOfEveryRoute() {
        for (Route route : desk.server().routes().routes()) {
            String role = desk.specification().role(route.method().name(), route.path());
            assertThat(role == null ? "public" : role)
                    .as(name(route))
                    .isEqualTo(route.access().name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void servesTheSpecification() {
        assertThat(desk.nobody().get("/api/v1/openapi.yaml").text()).startsWith("openapi: 3.1");
    }

    @Test
    void showsAKeyOnceAndForgetsADeletedOne() {
        Answer made =
                desk.admin()
                        .post(
                                "/api/v1/keys",
                                "{\"name\":\"shipper\",\"role\":\"viewer\",\"expires_at\":\"2100-01-01T00:00:00Z\"}");
        String key = String.valueOf(made.text("key"));
        Caller caller = desk.nobody().with("Authorization", "Bearer " + key);

        assertThat(caller.get("/api/v1/session").text("name")).isEqualTo("shipper");
        assertThat(desk.admin().get("/api/v1/keys").text()).contains("shipper").doesNotContain(key);
        assertThat(desk.admin().delete("/api/v1/keys/" + made.id()).status()).isEqualTo(204);
        assertThat(caller.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void refusesAKeyThatEndsInThePastOrHasNoRole() {
        Answer answer =
                desk.admin()
                        .post(
                                "/api/v1/keys",
                                "{\"name\":\" \",\"expires_at\":\"2001-01-01T00:00:00Z\"}");

        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/name", "/role", "/expires_at");
    }

    @Test
    void asvs332And334LogsInWithACookieThatScriptsCannotReadAndOtherSitesCannotSend() {
        Answer session =
                desk.nobody().post("/api/v1/session", "{\"key\":\"" + DeskDriver.ADMIN + "\"}");

        assertThat(session.header("Set-Cookie"))
                .startsWith("tocsin_session=")
                .contains("HttpOnly")
                .contains("SameSite=Strict");
        assertThat(session.text("role")).isEqualTo("admin");
    }

    @Test
    void asvs351AsksForTheTokenOnEveryWriteOfASession() {
        Answer session =
                desk.nobody().post("/api/v1/session", "{\"key\":\"" + DeskDriver.ADMIN + "\"}");
        Caller browser =
                desk.nobody()
                        .with(
                                "Cookie",
                                String.valueOf(session.header("Set-Cookie")).split(";", 2)[0]);
        String body = "{\"title\":\"From a browser\"}";

        Answer without = browser.post("/api/v1/incidents", body);
        Answer wrong = browser.with("X-Tocsin-CSRF", "guess").post("/api/v1/incidents", body);
        Answer logOut = browser.delete("/api/v1/session");
        Caller page =
                browser.with(
                        "X-Tocsin-CSRF",
                        String.valueOf(browser.get("/api/v1/session").text("csrf")));

        assertThat(without.status()).isEqualTo(403);
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(logOut.status()).isEqualTo(403);
        assertThat(page.post("/api/v1/incidents", body).status()).isEqualTo(201);
        assertThat(page.delete("/api/v1/session").status()).isEqualTo(204);
        assertThat(browser.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void refusesAnUnknownKey() {
        assertThat(desk.nobody().post("/api/v1/session", "{\"key\":\"tocsin_guess\"}").status())
                .isEqualTo(401);
    }

    @Test
    void tellsWhichMethodsAPathHas() {
        Answer answer = desk.admin().send("PUT", "/api/v1/alerts", "application/json", "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void answersHeadWithoutABodyAndEvenTheStreamAtOnce() {
        Answer stream = desk.admin().send("HEAD", "/api/v1/stream", null, null);
        Answer stranger = desk.nobody().send("HEAD", "/api/v1/alerts", null, null);

        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.mediaType()).isEqualTo("text/event-stream");
        assertThat(stream.text()).isEmpty();
        assertThat(desk.nobody().get("/metrics").text()).contains("tocsin_desk_stream_clients 0");
    }

    @Test
    void saysWhichPortIsTaken() {
        String port = "" + desk.server().port();

        assertThatIllegalStateException()
                .isThrownBy(() -> DeskServer.start(desk.config(Map.of("TOCSIN_API_PORT", port))))
                .withMessageContaining("127.0.0.1:" + port)
                .withMessageContaining("TOCSIN_API_PORT");
    }

    @Test
    void answersAnUnknownPathWithAProblem() {
        Answer answer = desk.admin().get("/api/v1/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    }

    @Test
    void refusesWhatIsNoJson() {
        Answer form =
                desk.admin()
                        .send(
                                "POST",
                                "/api/v1/incidents",
                                "application/x-www-form-urlencoded",
                                "title=x");
        Answer broken = desk.admin().post("/api/v1/incidents", "{\"title\":");

        assertThat(form.status()).isEqualTo(415);
        assertThat(form.header("Accept-Post")).isEqualTo("application/json");
        assertThat(broken.status()).isEqualTo(400);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        Answer answer =
                desk.admin().post("/api/v1/session", "{\"key\":\"" + "x".repeat(1_100_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void asvs343To346And348ProtectsEveryAnswerWithItsHeaders() {
        Answer answer = desk.nobody().get("/api/v1/status");

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval", "*");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Server")).isNull();
    }

    @Test
    void refusesABodyThatIsNestedTooDeeply() {
        String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);

        Answer answer = desk.admin().post("/api/v1/incidents", "{\"title\":" + deep + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).contains("" + Json.MAX_DEPTH);
    }

    @Test
    void asvs124TakesNoOperatorOfTheStoreForAValue() {
        Answer session = desk.nobody().post("/api/v1/session", "{\"key\":{\"$ne\":null}}");
        Answer bearer = desk.nobody().with("Authorization", "Bearer {$ne:1}").get("/api/v1/keys");
        Answer filter = desk.admin().get("/api/v1/incidents?status%5B$ne%5D=closed");
        Answer path = desk.admin().get("/api/v1/incidents/%7B%22$ne%22:1%7D");
        Answer member =
                desk.admin()
                        .post("/api/v1/incidents", "{\"title\":{\"$gt\":\"\"},\"$where\":\"1\"}");

        assertThat(session.status()).isEqualTo(422);
        assertThat(bearer.status()).isEqualTo(401);
        assertThat(filter.status()).isEqualTo(400);
        assertThat(path.status()).isEqualTo(404);
        assertThat(member.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/title", "/$where");
    }

    @Test
    void isHealthyAndReady() {
        assertThat(desk.server().healthy()).isTrue();
        assertThat(desk.nobody().get("/healthz").status()).isEqualTo(200);
        assertThat(desk.nobody().get("/readyz").text("parts.store")).isEqualTo("ok");
        assertThat(desk.nobody().get("/metrics").text()).contains("tocsin_desk_requests_total");
    }

    @Test
    void saysThatThereIsNoElasticsearch() {
        assertThat(desk.admin().get("/api/v1/events/any").status()).isEqualTo(503);
    }

    private static void isLetInOrNot(Route route, String role, Caller caller) {
        String path = route.path().replaceAll("\\{[^}]+}", "none");
        boolean write = !route.method().name().equals("GET");

        int status =
                caller.send(
                                route.method().name(),
                                path,
                                write ? "application/json" : null,
                                write ? "[]" : null)
                        .status();

        if (route.access() == Access.PUBLIC) {
            assertThat(status).isNotIn(401, 403);
        } else if (role.equals("nobody")) {
            assertThat(status).isEqualTo(401);
        } else if (!INCLUDED.getOrDefault(role, Set.of())
                .contains(route.access().name().toLowerCase(Locale.ROOT))) {
            assertThat(status).isEqualTo(403);
        } else {
            assertThat(status).isNotIn(401, 403);
        }
    }

    private static String name(Route route) {
        return route.method().name() + " " + route.path();
    }
}
