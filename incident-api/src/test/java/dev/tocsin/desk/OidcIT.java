package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People come from a provider: what works, and what else there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcIT {
    private final RSAKey key = OidcProvider.rsa("first");
    private Path directory;
    private DeskDriver driver;
    private OidcProvider provider;
    private OidcDesk desk;

    @BeforeAll
    void startServers(@TempDir Path temporary) throws Exception {
        directory = temporary;
        driver = new DeskDriver(directory);
    }

    @BeforeEach
    void start() throws Exception {
        provider = OidcProvider.start(0, key);
        desk = desk(Map.of());
    }

    @AfterEach
    void stop() {
        desk.close();
        provider.close();
    }

    @AfterAll
    void stopServers() {
        driver.close();
    }

    @Test
    void asvs1052LetsInWhomTheProviderNamesByIssuerAndSubjectWithTheRolesOfTheirGroups() {
        provider.claims(c -> c.claim("groups", List.of("soc", "detection", "everybody")));
        Browser browser = desk.browser();

        Answer callback = desk.logIn(browser);
        Answer session = browser.keep(browser.caller().get("/api/v1/session"));

        assertThat(callback.status()).isEqualTo(302);
        assertThat(callback.header("Location")).isEqualTo("/alerts?level=high");
        assertThat(session.text("id")).isEqualTo("oidc:" + provider.issuer() + "#subject-1");
        assertThat(session.text("name")).isEqualTo("kim (127.0.0.1)");
        assertThat(session.json().path("roles"))
                .map(role -> role.asText())
                .containsExactly("responder", "rule_author");
        assertThat(browser.caller().post("/api/v1/incidents", "{\"title\":\"Mine\"}").status())
                .isEqualTo(201);
    }

    @Test
    void asvs1021SendsWhatBindsTheAnswerToThisLogInAndKeepsTheSecretsFromScripts() {
        Answer begun = desk.nobody().get(OidcDesk.LOG_IN);
        Map<String, String> query =
                OidcProvider.form(URI.create("" + begun.header("Location")).getRawQuery());

        assertThat(query)
                .containsEntry("realm", "soc")
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", OidcDesk.HOME + "/api/v1/oidc/callback")
                .containsEntry("scope", "openid profile");
        assertThat(query.get("state")).hasSize(43).isNotEqualTo(query.get("nonce"));
        assertThat(begun.header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Max-Age=600")
                .doesNotContain(query.get("state"), query.get("nonce"));
    }

    @ParameterizedTest
    @CsvSource({"RS256", "PS256", "ES256"})
    void asvs912TakesTheAlgorithmsOfTheListOnly(String name) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        provider.signWith(
                name.startsWith("ES") ? OidcProvider.ec("a") : OidcProvider.rsa("a"), algorithm);

        assertThat(desk.logIn(desk.browser()).status()).isEqualTo(302);
    }

    @Test
    void followsTheProvidersKeysWhenTheyAreReplaced() {
        assertThat(desk.logIn(desk.browser()).status()).isEqualTo(302);
        provider.signWith(OidcProvider.rsa("second"), JWSAlgorithm.RS256);

        assertThat(desk.logIn(desk.browser()).status()).isEqualTo(302);
        assertThat(provider.calls("/keys")).isEqualTo(2);
    }

    @Test
    void readsTheKeysOnceMoreForAnUnknownOneAndNotAgainSoonAfter() {
        RSAKey unknown = OidcProvider.rsa("unknown");
        provider.signing(OidcProvider.signing(unknown, JWSAlgorithm.RS256));

        for (int i = 0; i < 4; i++) {
            assertThat(desk.logIn(desk.browser()).status()).isEqualTo(403);
        }
        assertThat(provider.calls("/keys")).isEqualTo(2);
    }

    @Test
    void worksAcrossReplicasOfWhichNoneRemembersAnything() throws Exception {
        try (OidcDesk other = desk(Map.of())) {
            Browser browser = desk.browser();
            String back = desk.back(desk.begin(browser));
            Browser moved = other.browser();
            moved.take(browser);

            Answer callback = moved.keep(moved.caller().get(back));
            browser.take(moved);

            assertThat(callback.status()).isEqualTo(302);
            assertThat(browser.status()).isEqualTo(200);
        }
    }

    @Test
    void asksTheProviderForGroupsThatTheTokenLeavesOut() {
        provider.claims(c -> c.claim("groups", null));
        provider.userInfo(
                Map.of("sub", "subject-1", "groups", List.of("CN=leads,OU=soc"), "iss", "evil"));
        Browser browser = desk.browser();

        assertThat(desk.logIn(browser).status()).isEqualTo(302);
        assertThat(browser.caller().get("/api/v1/session").text("role")).isEqualTo("admin");

        provider.userInfo(Map.of("sub", "subject-2", "groups", List.of("CN=leads,OU=soc")));
        assertThat(desk.logIn(desk.browser()).status()).isEqualTo(403);
    }

    @Test
    void readsGroupsFromInsideAnObject() throws Exception {
        provider.claims(
                c ->
                        c.claim("groups", null)
                                .claim("realm_access", Map.of("roles", List.of("soc"))));
        try (OidcDesk nested = desk(Map.of("TOCSIN_API_OIDC_GROUPS_CLAIM", "realm_access.roles"))) {
            assertThat(nested.logIn(nested.browser()).status()).isEqualTo(302);
        }
    }

    @Test
    void showsTheSecretAsTheProviderWantsIt() throws Exception {
        provider.metadata(
                Map.of("token_endpoint_auth_methods_supported", List.of("client_secret_post")));
        try (OidcDesk fresh = desk(Map.of())) {
            assertThat(fresh.logIn(fresh.browser()).status()).isEqualTo(302);
        }
    }

    @Test
    void endsTheSessionHereAndSaysWhereItEndsAtTheProvider() {
        Browser browser = desk.browser();
        desk.logIn(browser);
        browser.keep(browser.caller().get("/api/v1/session"));
        Caller before = browser.caller();

        Answer out = browser.keep(before.post("/api/v1/oidc/logout", "{}"));
        URI location = URI.create("" + out.text("location"));
        Map<String, String> query = OidcProvider.form(location.getRawQuery());

        assertThat(location.toString()).startsWith(provider.issuer() + "/logout?");
        assertThat(query)
                .containsEntry("client_id", OidcProvider.CLIENT)
                .containsEntry("post_logout_redirect_uri", OidcDesk.HOME + "/");
        assertThat(query.get("id_token_hint")).contains(".");
        assertThat(before.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(
                        AuditTrail.of(driver.admin())
                                .of("signed_out")
                                .getLast()
                                .path("subject")
                                .asText())
                .isEqualTo("oidc:" + provider.issuer() + "#subject-1");
    }

    @Test
    void waitsForAProviderThatIsAwayAndLetsPeopleInWhenItIsBack() throws Exception {
        MovableTime time = new MovableTime();
        int port = provider.port();
        provider.close();
        try (OidcDesk started =
                OidcDesk.start(driver, directory, provider.issuer(), time, Map.of())) {
            Answer away = started.nobody().get(OidcDesk.LOG_IN);
            Answer backChannel =
                    started.nobody()
                            .send(
                                    "POST",
                                    "/api/v1/oidc/backchannel-logout",
                                    "application/x-www-form-urlencoded",
                                    "logout_token=eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.e30.c2ln");
            provider = OidcProvider.start(port, key);
            time.pass(Duration.ofSeconds(6));

            assertThat(away.status()).isEqualTo(503);
            assertThat(backChannel.status()).isEqualTo(503);
            assertThat(away.text("detail")).contains("Try again");
            assertThat(started.logIn(started.browser()).status()).isEqualTo(302);
        }
    }

    @Test
    void showsPeopleAPageAndSaysWhyTheyAreNotLetIn() {
        provider.claims(
                c -> c.claim("groups", List.of("everybody")).claim("preferred_username", "<b>kim"));
        Browser browser = desk.browser();
        String back = desk.back(desk.begin(browser));

        Answer page = browser.caller().with("Accept", "text/html,*/*").get(back);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.mediaType()).isEqualTo("text/html");
        assertThat(page.text())
                .contains("You are not logged in", "&lt;b&gt;kim", "Ask an administrator")
                .doesNotContain("<b>");
        assertThat(browser.status()).isEqualTo(401);
    }

    @Test
    void tellsThePageToLogInWhichWaysThereAre() {
        assertThat(desk.nobody().get("/api/v1/session/ways").text())
                .contains("\"method\":\"key\"")
                .contains(
                        "\"method\":\"oidc\",\"label\":\"the house\",\"href\":\"/api/v1/oidc/login\"");
        assertThat(driver.nobody().get("/api/v1/session/ways").text()).doesNotContain("oidc");
        assertThat(driver.nobody().get(OidcDesk.LOG_IN).status()).isEqualTo(404);
        assertThat(driver.admin().post("/api/v1/oidc/logout", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
                "/%0d%0aSet-Cookie:a=b ", "javascript:alert(1)", "evil.example", "/\t/evil.example",
                "///evil.example", "/api/v1/keys", "http:evil.example", "/é"
            })
    void asvs1533GoesToNoOtherSiteAfterTheLogIn(String to) {
        String path = OidcDesk.LOG_IN + "?return=" + URLEncoder.encode(to, StandardCharsets.UTF_8);

        Answer answer = desk.nobody().get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void saysWhatIsWrongWithTheSettings() throws Exception {
        Map<String, List<String>> wrong = new HashMap<>();
        wrong.put("TOCSIN_API_OIDC_ISSUER", List.of("ftp://x", "https://127.1/", "https://x/?a=b"));
        wrong.put("TOCSIN_API_OIDC_ROLES", List.of("", "soc", "king=soc", "admin="));
        wrong.put("TOCSIN_API_OIDC_CLIENT_ID", List.of(""));
        wrong.put("TOCSIN_API_OIDC_CLIENT_SECRET_FILE", List.of(directory.resolve("no") + ""));
        wrong.put("TOCSIN_API_PUBLIC_URL", List.of(""));
        wrong.put("TOCSIN_API_OIDC_SCOPES", List.of("profile"));
        List<String> told = new ArrayList<>();
        for (String name : wrong.keySet()) {
            for (String value : wrong.getOrDefault(name, List.of())) {
                Map<String, String> env =
                        OidcDesk.settings(directory, "https://login.example", Map.of(name, value));
                assertThatIllegalArgumentException()
                        .as(name + "=" + value)
                        .isThrownBy(() -> driver.config(env))
                        .withMessageContaining(name)
                        .satisfies(e -> told.add("" + e.getMessage()));
            }
        }
        assertThat(told).hasSize(11).allMatch(message -> message.contains("Expected "));
        assertThat(
                        driver.config(
                                        OidcDesk.settings(
                                                directory, "https://login.example", Map.of()))
                                .describe())
                .contains("TOCSIN_API_OIDC_ISSUER=https://login.example")
                .doesNotContain(OidcProvider.SECRET);
    }

    @Test
    void takesATokenWithinTheLeewayOfTheProvidersClock() {
        provider.claims(
                c ->
                        c.expirationTime(Date.from(Instant.now().minusSeconds(30)))
                                .issueTime(Date.from(Instant.now().plusSeconds(30))));

        assertThat(desk.logIn(desk.browser()).status()).isEqualTo(302);
    }

    private OidcDesk desk(Map<String, String> more) throws Exception {
        return OidcDesk.start(driver, directory, provider.issuer(), InstantSource.system(), more);
    }
}
