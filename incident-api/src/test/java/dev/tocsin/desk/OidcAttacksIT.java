package dev.tocsin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What attackers send instead, and that nobody gets in by it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcAttacksIT {
    private final MovableTime time = new MovableTime();
    private DeskDriver driver;
    private OidcProvider provider;
    private OidcDesk desk;
    private RSAKey key;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        driver = new DeskDriver(directory);
        provider = OidcProvider.start(0);
        desk = OidcDesk.start(driver, directory, provider.issuer(), time, Map.of());
        key = OidcProvider.rsa("known");
    }

    @BeforeEach
    void behave() {
        provider.claims(UnaryOperator.identity());
        provider.signWith(key, JWSAlgorithm.RS256);
    }

    @AfterAll
    void stop() {
        desk.close();
        provider.close();
        driver.close();
    }

    @TestFactory
    Stream<DynamicTest> asvs1051To1054And921RefusesATokenThatIsNotOfThisLogIn() {
        return Map.<String, UnaryOperator<JWTClaimsSet.Builder>>ofEntries(
                        Map.entry("wrong nonce", c -> c.claim("nonce", "another")),
                        Map.entry("no nonce", c -> c.claim("nonce", null)),
                        Map.entry("other issuer", c -> c.issuer("https://evil.example")),
                        Map.entry("issuer with a slash", c -> c.issuer(provider.issuer() + "/")),
                        Map.entry("no issuer", c -> c.issuer(null)),
                        Map.entry("other audience", c -> c.audience("another")),
                        Map.entry("no audience", c -> c.audience((String) null)),
                        Map.entry(
                                "several audiences and no party",
                                c -> c.audience(List.of("another", "desk"))),
                        Map.entry("made for another party", c -> c.claim("azp", "another")),
                        Map.entry("expired", c -> c.expirationTime(in(-600_000))),
                        Map.entry("no end", c -> c.expirationTime(null)),
                        Map.entry("made in the future", c -> c.issueTime(in(120_000))),
                        Map.entry("made long ago", c -> c.issueTime(in(-3_600_000))),
                        Map.entry("no time", c -> c.issueTime(null)),
                        Map.entry("not yet valid", c -> c.notBeforeTime(in(120_000))),
                        Map.entry("no subject", c -> c.subject(null)),
                        Map.entry("empty subject", c -> c.subject(" ")),
                        Map.entry("endless subject", c -> c.subject("x".repeat(256))),
                        Map.entry("group without a role", c -> c.claim("groups", "everybody")),
                        Map.entry("no groups", c -> c.claim("groups", null)),
                        Map.entry(
                                "groups of another kind", c -> c.claim("groups", Map.of("soc", 1))))
                .entrySet()
                .stream()
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(),
                                        () -> {
                                            behave();
                                            provider.claims(e.getValue());
                                            isRefused();
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> asvs911And912And922RefusesASignatureThatAnotherCouldHaveMade() {
        RSAKey other = OidcProvider.rsa("known");
        return Map.<String, OidcProvider.Signing>of(
                        "none",
                        claims -> new PlainJWT(claims).serialize(),
                        "HMAC with the public key",
                        OidcProvider.hmac(key),
                        "key of another under the same id",
                        OidcProvider.signing(other, JWSAlgorithm.RS256),
                        "unknown key",
                        OidcProvider.signing(OidcProvider.rsa("unknown"), JWSAlgorithm.RS256),
                        "algorithm that is not on the list",
                        OidcProvider.signing(key, JWSAlgorithm.RS512),
                        "no signature",
                        claims -> withoutSignature(claims),
                        "key in the header",
                        claims -> ownKey(claims, other),
                        "token of another type",
                        OidcProvider.typed(key, "at+jwt"),
                        "changed after it was signed",
                        this::changed,
                        "no token at all",
                        _ -> "x.y.z")
                .entrySet()
                .stream()
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(),
                                        () -> {
                                            behave();
                                            provider.signing(e.getValue());
                                            isRefused();
                                        }));
    }

    @Test
    void asvs1021RefusesAnAnswerWithAnotherStateOrToAnotherBrowser() {
        Browser victim = desk.browser();
        Browser attacker = desk.browser();
        String back = desk.back(desk.begin(attacker));
        desk.begin(victim);
        long calls = provider.calls("/token");

        assertThat(victim.keep(victim.caller().get(back)).status()).isEqualTo(400);
        assertThat(desk.nobody().get(back).status()).isEqualTo(400);
        assertThat(desk.nobody().get("/api/v1/oidc/callback").status()).isEqualTo(400);
        assertThat(victim.status()).isEqualTo(401);
        assertThat(provider.calls("/token")).isEqualTo(calls);
    }

    @Test
    void refusesACallbackThatIsRepeatedEvenWithItsCookie() {
        Browser browser = desk.browser();
        String back = desk.back(desk.begin(browser));
        Caller before = browser.caller();
        long calls = provider.calls("/token");

        assertThat(browser.keep(before.get(back)).status()).isEqualTo(302);
        assertThat(browser.caller().get(back).status()).isEqualTo(400);
        assertThat(before.get(back).status()).isEqualTo(400);
        assertThat(provider.calls("/token")).isEqualTo(calls + 1);
    }

    @Test
    void refusesACodeThatAnotherUsedOrThatIsOfAnotherLogIn() {
        Browser first = desk.browser();
        Browser second = desk.browser();
        String stolen = desk.back(desk.begin(first));
        String own = desk.back(desk.begin(second));

        Answer injected = second.keep(second.caller().get(withCodeOf(own, stolen)));
        Answer robbed = first.keep(first.caller().get(stolen));

        assertThat(injected.status()).isEqualTo(403);
        assertThat(injected.text("detail")).contains("invalid_grant");
        assertThat(robbed.status()).isEqualTo(403);
        assertThat(first.status()).isEqualTo(401);
    }

    @Test
    void asvs1022RefusesAnAnswerOfAnotherProvider() {
        Browser mixed = desk.browser();
        String back = desk.back(desk.begin(mixed));
        String own = "&iss=" + URLEncoder.encode(provider.issuer(), UTF_8);
        Caller caller = mixed.caller();

        assertThat(caller.get(back.replace(own, "&iss=https://evil.example")).status())
                .isEqualTo(403);
        assertThat(caller.get(back.replace(own, "")).status()).isEqualTo(403);
        assertThat(caller.get(back + own).status()).isEqualTo(400);
        assertThat(caller.get(back).status()).isEqualTo(302);
    }

    @Test
    void refusesACookieThatIsForgedOrTooOld() {
        Browser browser = desk.browser();
        String back = desk.back(desk.begin(browser));
        Caller forged =
                desk.nobody()
                        .with(
                                "Cookie",
                                "tocsin_login=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c");

        assertThat(forged.get(back).status()).isEqualTo(400);
        assertThat(desk.nobody().with("Cookie", "tocsin_login=x").get(back).status())
                .isEqualTo(400);
        time.pass(Duration.ofMinutes(11));
        int late = browser.caller().get(back).status();
        time.pass(Duration.ofMinutes(-11));
        assertThat(late).isEqualTo(400);
    }

    @Test
    void tellsWhatTheProviderRefusesAndOnlyToTheBrowserThatAsked() {
        Browser browser = desk.browser();
        Map<String, String> asked = OidcProvider.form(desk.begin(browser).split("\\?", 2)[1]);
        String refusal =
                "/api/v1/oidc/callback?error=access_denied%0a%3Cb%3E&iss="
                        + URLEncoder.encode(provider.issuer(), UTF_8)
                        + "&state=";

        Answer other = desk.nobody().get(refusal + "x");
        Answer own = browser.caller().get(refusal + asked.get("state"));

        assertThat(other.status()).isEqualTo(400);
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.text("detail")).endsWith("it answered access_denied?<b>");
    }

    @Test
    void asvs1053BelievesNoDocumentOfAnotherIssuer(@TempDir Path directory) throws Exception {
        try (OidcProvider evil = OidcProvider.start(0);
                OidcDesk deceived =
                        OidcDesk.start(driver, directory, evil.issuer(), time, Map.of())) {
            evil.metadata(Map.of("issuer", provider.issuer()));

            assertThat(deceived.nobody().get(OidcDesk.LOG_IN).status()).isEqualTo(503);
        }
    }

    @Test
    void asvs136CallsNoPlaceInsideThatADocumentNames(@TempDir Path directory) throws Exception {
        try (OidcProvider evil = OidcProvider.start(0);
                OidcDesk deceived =
                        OidcDesk.start(driver, directory, evil.issuer(), time, Map.of())) {
            evil.metadata(
                    Map.of("token_endpoint", "http://127.0.0.2:" + provider.port() + "/token"));
            long calls = provider.calls("/token");

            assertThat(deceived.logIn(deceived.browser()).status()).isEqualTo(503);
            assertThat(provider.calls("/token")).isEqualTo(calls);
        }
    }

    private void isRefused() {
        Browser browser = desk.browser();

        Answer answer = desk.logIn(browser);

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.text("detail")).startsWith("Expected ");
        assertThat(answer.response().headers().allValues("set-cookie"))
                .noneMatch(cookie -> cookie.contains("tocsin_session="));
        assertThat(browser.status()).isEqualTo(401);
    }

    private static Date in(long ms) {
        return Date.from(Instant.now().plusMillis(ms));
    }

    private static String withCodeOf(String callback, String other) {
        String code = OidcProvider.form(other.split("\\?", 2)[1]).get("code");
        return callback.replaceFirst("code=[^&]+", "code=" + code);
    }

    private String withoutSignature(JWTClaimsSet claims) throws JOSEException {
        String signed = OidcProvider.signing(key, JWSAlgorithm.RS256).sign(claims);
        return signed.substring(0, signed.lastIndexOf('.') + 1);
    }

    private String ownKey(JWTClaimsSet claims, RSAKey own) throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).build(),
                        claims);
        jwt.sign(new RSASSASigner(own));
        return jwt.serialize();
    }

    private String changed(JWTClaimsSet claims) throws JOSEException {
        String[] parts = OidcProvider.signing(key, JWSAlgorithm.RS256).sign(claims).split("\\.", 3);
        JWTClaimsSet better =
                new JWTClaimsSet.Builder(claims)
                        .claim("groups", List.of("CN=leads,OU=soc"))
                        .build();
        return parts[0] + "." + better.toPayload().toBase64URL() + "." + parts[2];
    }
}
