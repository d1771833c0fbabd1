package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who logs out at the provider is logged out here, and nobody else can say so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcBackChannelIT {
    private static final String PATH = "/api/v1/oidc/backchannel-logout";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final String FORM = "application/x-www-form-urlencoded";

    private DeskDriver driver;
    private OidcProvider provider;
    private OidcDesk desk;
    private RSAKey key;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        driver = new DeskDriver(directory);
        provider = OidcProvider.start(0);
        key = OidcProvider.rsa("known");
        desk = OidcDesk.start(driver, directory, provider.issuer(), new MovableTime(), Map.of());
    }

    @BeforeEach
    void behave() {
        provider.signWith(key, JWSAlgorithm.RS256);
    }

    @AfterAll
    void stop() {
        desk.close();
        provider.close();
        driver.close();
    }

    @Test
    void asvs742EndsAllSessionsOfASubject() throws Exception {
        Browser one = loggedIn("kim", "s-1");
        Browser two = loggedIn("kim", "s-2");
        Browser other = loggedIn("lee", "s-3");

        Answer answer = tell(signed(token("kim", null).build()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(one.status()).isEqualTo(401);
        assertThat(two.status()).isEqualTo(401);
        assertThat(other.status()).isEqualTo(200);
        assertThat(AuditTrail.of(driver.admin()).of("signed_out_by_provider"))
                .anySatisfy(
                        entry -> {
                            assertThat(entry.path("by").asText()).isEqualTo(provider.issuer());
                            assertThat(entry.path("subject").asText())
                                    .isEqualTo("oidc:" + provider.issuer() + "#kim");
                        });
    }

    @Test
    void asvs742EndsTheSessionOfTheProviderThatItNamesAndNoOther() throws Exception {
        Browser here = loggedIn("ann", "here");
        Browser there = loggedIn("ann", "there");
        Browser unknown = loggedIn("ann", null);

        assertThat(tell(signed(token("ann", "here").build())).status()).isEqualTo(204);
        assertThat(here.status()).isEqualTo(401);
        assertThat(there.status()).isEqualTo(200);
        assertThat(unknown.status()).as("May be of that session").isEqualTo(401);

        assertThat(tell(signed(token(null, "there").build())).status()).isEqualTo(204);
        assertThat(there.status()).isEqualTo(401);
    }

    @Test
    void endsNoSessionOfAnotherPersonThatHasTheSameNameAtTheProvider() throws Exception {
        Browser ann = loggedIn("ann", "same");

        assertThat(tell(signed(token("bob", "same").build())).status()).isEqualTo(204);

        assertThat(ann.status()).isEqualTo(200);
    }

    @Test
    void takesATokenOfTheTypeForIt() throws Exception {
        Browser browser = loggedIn("typed", "s-typed");

        assertThat(tell(logOut(token("typed", null).build())).status()).isEqualTo(204);
        assertThat(browser.status()).isEqualTo(401);
    }

    @Test
    void asvs921TakesEachTokenOnce() throws Exception {
        String token = signed(token("again", null).build());
        assertThat(tell(token).status()).isEqualTo(204);
        Browser browser = loggedIn("again", "s-again");

        assertThat(tell(token).status()).isEqualTo(400);
        assertThat(browser.status()).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> asvs921RefusesWhatIsNoLogOutTokenForThisDesk() {
        Instant now = Instant.now();
        return Map.<String, UnaryOperator<JWTClaimsSet.Builder>>ofEntries(
                        Map.entry("an ID token", c -> c.claim("events", null).claim("nonce", "n")),
                        Map.entry("with a nonce", c -> c.claim("nonce", "n")),
                        Map.entry("no event", c -> c.claim("events", null)),
                        Map.entry("another event", c -> c.claim("events", Map.of("x", Map.of()))),
                        Map.entry("event as a text", c -> c.claim("events", EVENT)),
                        Map.entry("event without object", c -> c.claim("events", Map.of(EVENT, 1))),
                        Map.entry("no id", c -> c.jwtID(null)),
                        Map.entry("neither subject nor session", c -> c.subject(null)),
                        Map.entry("endless session", c -> c.claim("sid", "x".repeat(256))),
                        Map.entry("session of another kind", c -> c.claim("sid", 7)),
                        Map.entry("other issuer", c -> c.issuer("https://evil.example")),
                        Map.entry("other audience", c -> c.audience("another")),
                        Map.entry("no end", c -> c.expirationTime(null)),
                        Map.entry(
                                "expired", c -> c.expirationTime(Date.from(now.minusSeconds(600)))),
                        Map.entry(
                                "made long ago",
                                c -> c.issueTime(Date.from(now.minusSeconds(3_600)))),
                        Map.entry(
                                "made in the future",
                                c -> c.issueTime(Date.from(now.plusSeconds(300)))))
                .entrySet()
                .stream()
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(),
                                        () ->
                                                isRefused(
                                                        signed(
                                                                e.getValue()
                                                                        .apply(
                                                                                token(
                                                                                        "victim",
                                                                                        null))
                                                                        .build()))));
    }

    @TestFactory
    Stream<DynamicTest> asvs911And912RefusesASignatureThatAnotherCouldHaveMade() throws Exception {
        JWTClaimsSet claims = token("victim", null).build();
        RSAKey other = OidcProvider.rsa("known");
        return Map.of(
                        "none", new PlainJWT(claims).serialize(),
                        "HMAC with the public key", OidcProvider.hmac(key).sign(claims),
                        "key of another",
                                OidcProvider.signing(other, JWSAlgorithm.RS256).sign(claims),
                        "another type", OidcProvider.typed(key, "at+jwt").sign(claims),
                        "no token", "x.y.z",
                        "nothing", "")
                .entrySet()
                .stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> isRefused(e.getValue())));
    }

    @Test
    void refusesFormsThatAreNone() throws Exception {
        Caller nobody = desk.nobody();
        String token = signed(token("form", null).build());

        assertThat(nobody.post(PATH, "{}").status()).isEqualTo(415);
        assertThat(nobody.send("POST", PATH, FORM, "").status()).isEqualTo(400);
        assertThat(nobody.send("POST", PATH, FORM, "logout_token=%zz&%=%").status()).isEqualTo(400);
        assertThat(
                        nobody.send(
                                        "POST",
                                        PATH,
                                        FORM,
                                        "logout_token=" + token + "&logout_token=" + token)
                                .status())
                .isEqualTo(400);
        assertThat(nobody.send("POST", PATH, FORM, "logout_token=" + "x".repeat(70_000)).status())
                .isEqualTo(400);
        assertThat(
                        nobody.send("POST", PATH, FORM, "logout_token=" + "x".repeat(1_100_000))
                                .status())
                .isEqualTo(413);
        assertThat(nobody.send("POST", PATH + "?x=1", FORM, "logout_token=x").status())
                .isEqualTo(400);
        assertThat(driver.nobody().send("POST", PATH, FORM, "logout_token=x").status())
                .as("Without a provider")
                .isEqualTo(404);
    }

    @Test
    void aLogOutTokenLetsNobodyIn() {
        Browser browser = desk.browser();
        provider.signing(_ -> signed(token("victim", "s").build()));
        assertThat(desk.logIn(browser).status()).isEqualTo(403);
        provider.signing(
                asked ->
                        logOut(
                                token("victim", "s")
                                        .claim("nonce", asked.getClaim("nonce"))
                                        .claim("groups", List.of("soc"))
                                        .build()));
        assertThat(desk.logIn(browser).status()).isEqualTo(403);
        assertThat(browser.status()).isEqualTo(401);
    }

    @Test
    void asvs241AnAddressThatBeginsTooManyLogInsHasToWait(@TempDir Path directory)
            throws Exception {
        try (OidcDesk limited =
                OidcDesk.start(
                        driver,
                        directory,
                        provider.issuer(),
                        new MovableTime(),
                        Map.of("TOCSIN_API_RATE_PROVIDER", "4"))) {
            for (int i = 0; i < 4; i++) {
                assertThat(limited.nobody().get(OidcDesk.LOG_IN).status()).isEqualTo(302);
            }
            long calls = provider.calls("/token");
            Answer begun = limited.nobody().get(OidcDesk.LOG_IN);
            Answer back = limited.nobody().get("/api/v1/oidc/callback?code=guess&state=guess");
            Answer page = limited.nobody().with("Accept", "text/html").get(OidcDesk.LOG_IN);

            assertThat(begun.status()).isEqualTo(429);
            assertThat(begun.header("Retry-After")).isEqualTo("15");
            assertThat(back.status()).isEqualTo(429);
            assertThat(page.mediaType()).isEqualTo("text/html");
            assertThat(page.header("Retry-After")).isEqualTo("15");
            assertThat(provider.calls("/token")).isEqualTo(calls);
            assertThat(limited.nobody().post("/api/v1/session", "{\"key\":\"x\"}").status())
                    .as("Other ways to log in have a limit of their own")
                    .isEqualTo(401);
        }
    }

    private void isRefused(String token) throws Exception {
        Browser victim = loggedIn("victim", "s-victim");

        Answer answer = tell(token);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text("detail")).startsWith("Expected");
        assertThat(victim.status()).isEqualTo(200);
    }

    private Browser loggedIn(String subject, @Nullable String session) {
        behave();
        provider.claims(c -> c.subject(subject).claim("sid", session));
        Browser browser = desk.browser();
        assertThat(desk.logIn(browser).status()).isEqualTo(302);
        return browser;
    }

    private Answer tell(String token) {
        return desk.nobody().send("POST", PATH, FORM, "logout_token=" + token);
    }

    private JWTClaimsSet.Builder token(@Nullable String subject, @Nullable String session) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .audience(OidcProvider.CLIENT)
                .subject(subject)
                .claim("sid", session)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(2))))
                .claim("events", Map.of(EVENT, Map.of()));
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        return OidcProvider.signing(key, JWSAlgorithm.RS256).sign(claims);
    }

    private String logOut(JWTClaimsSet claims) throws JOSEException {
        return OidcProvider.typed(key, "logout+jwt").sign(claims);
    }
}
