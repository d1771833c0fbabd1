package dev.tocsin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A provider of OpenID Connect: it logs one person in, checks PKCE and the client's secret, and
 * gives each code's tokens once. What it signs can be changed into what an attacker would send.
 */
final class OidcProvider implements AutoCloseable {
    static final String CLIENT = "desk";
    static final String SECRET = "a secret: of+the&desk";

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile List<JWK> published = List.of();
    private volatile Map<String, Object> metadata = Map.of();
    private volatile Map<String, Object> userInfo = Map.of();
    private volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
    private volatile Signing signing;

    /** Makes a token of claims. */
    @FunctionalInterface
    interface Signing {
        String sign(JWTClaimsSet claims) throws JOSEException;
    }

    private OidcProvider(HttpServer server) {
        this.server = server;
        this.signing = _ -> "";
    }

    /**
     * Starts one.
     *
     * @param port 0 for any
     */
    static OidcProvider start(int port) throws IOException {
        return start(port, rsa("first"));
    }

    /** Starts one that signs with a key: it takes most of a second to make one. */
    static OidcProvider start(int port, RSAKey key) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        OidcProvider provider = new OidcProvider(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", provider::answer);
        server.start();
        provider.signWith(key, JWSAlgorithm.RS256);
        return provider;
    }

    static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Publishes a key and no other, and signs with it. */
    void signWith(JWK key, JWSAlgorithm algorithm) {
        publish(key);
        signing = signing(key, algorithm);
    }

    void publish(JWK... keys) {
        published = List.of(keys);
    }

    void signing(Signing changed) {
        signing = changed;
    }

    static Signing signing(JWK key, JWSAlgorithm algorithm) {
        return claims -> {
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
            JWSSigner signer =
                    key instanceof ECKey ec
                            ? new ECDSASigner(ec)
                            : new RSASSASigner(key.toRSAKey());
            jwt.sign(signer);
            return jwt.serialize();
        };
    }

    /** With an algorithm of which everybody has the key: the public one is taken for a secret. */
    static Signing hmac(RSAKey key) {
        return claims -> {
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                            claims);
            jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return jwt.serialize();
        };
    }

    /** With a right signature, as a token of another type. */
    static Signing typed(RSAKey key, String type) {
        return claims -> {
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256)
                                    .keyID(key.getKeyID())
                                    .type(new JOSEObjectType(type))
                                    .build(),
                            claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        };
    }

    /** Changes what is signed. */
    void claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        claims = change;
    }

    /** Adds to what it says of itself. */
    void metadata(Map<String, Object> more) {
        metadata = Map.copyOf(more);
    }

    void userInfo(Map<String, Object> told) {
        userInfo = Map.copyOf(told);
    }

    /** How often a path was called. */
    long calls(String path) {
        return calls.stream().filter(path::equals).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(path);
        try {
            switch (path) {
                case "/.well-known/openid-configuration" -> json(exchange, 200, describe());
                case "/keys" ->
                        json(exchange, 200, new JWKSet(published).toPublicJWKSet().toJSONObject());
                case "/authorize" -> authorize(exchange);
                case "/token" -> token(exchange);
                case "/userinfo" -> userInfo(exchange);
                default -> json(exchange, 404, Map.of());
            }
        } catch (JOSEException | GeneralSecurityException e) {
            json(exchange, 500, Map.of("error", String.valueOf(e)));
        }
    }

    private Map<String, Object> describe() {
        Map<String, Object> document = new HashMap<>();
        document.put("issuer", issuer());
        document.put("authorization_endpoint", issuer() + "/authorize?realm=soc");
        document.put("token_endpoint", issuer() + "/token");
        document.put("jwks_uri", issuer() + "/keys");
        document.put("userinfo_endpoint", issuer() + "/userinfo");
        document.put("end_session_endpoint", issuer() + "/logout");
        document.put("authorization_response_iss_parameter_supported", true);
        document.putAll(metadata);
        return document;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        boolean right =
                CLIENT.equals(asked.get("client_id"))
                        && "code".equals(asked.get("response_type"))
                        && "S256".equals(asked.get("code_challenge_method"))
                        && String.valueOf(asked.get("scope")).contains("openid")
                        && asked.keySet().containsAll(List.of("state", "nonce", "code_challenge"));
        if (!right) {
            json(exchange, 400, Map.of("error", "invalid_request"));
            return;
        }
        String code = "code-" + codes.size();
        codes.put(code, asked);
        String to =
                asked.get("redirect_uri")
                        + "?code="
                        + code
                        + "&session_state=x.y&state="
                        + asked.get("state")
                        + "&iss="
                        + URLEncoder.encode(issuer(), UTF_8);
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange)
            throws IOException, JOSEException, GeneralSecurityException {
        Map<String, String> shown =
                form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Map<String, String> asked = codes.remove(String.valueOf(shown.get("code")));
        if (!isClient(exchange, shown)) {
            json(exchange, 401, Map.of("error", "invalid_client"));
        } else if (asked == null
                || !Objects.equals(asked.get("redirect_uri"), shown.get("redirect_uri"))
                || !Objects.equals(asked.get("code_challenge"), s256(shown.get("code_verifier")))) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
        } else {
            JWTClaimsSet signed = claims.apply(usual(asked.get("nonce"))).build();
            json(
                    exchange,
                    200,
                    Map.of(
                            "token_type",
                            "Bearer",
                            "access_token",
                            "an-access-token",
                            "id_token",
                            signing.sign(signed)));
        }
    }

    private JWTClaimsSet.Builder usual(@Nullable String nonce) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("subject-1")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("email", "admin@here.example")
                .claim("preferred_username", "kim")
                .claim("groups", List.of("everybody", "soc"));
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        boolean known =
                "Bearer an-access-token"
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        json(exchange, known ? 200 : 401, known ? userInfo : Map.of());
    }

    private boolean isClient(HttpExchange exchange, Map<String, String> shown) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            return CLIENT.equals(shown.get("client_id"))
                    && SECRET.equals(shown.get("client_secret"));
        }
        String pair = new String(Base64.getDecoder().decode(header.substring(6)), UTF_8);
        String[] parts = pair.split(":", 2);
        return CLIENT.equals(URLDecoder.decode(parts[0], UTF_8))
                && SECRET.equals(URLDecoder.decode(parts[1], UTF_8));
    }

    private static @Nullable String s256(@Nullable String verifier)
            throws GeneralSecurityException {
        return verifier == null
                ? null
                : Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(verifier.getBytes(UTF_8)));
    }

    /** The fields of a form or query. */
    static Map<String, String> form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split("&", -1)) {
            String[] pair = field.split("=", 2);
            fields.put(
                    URLDecoder.decode(pair[0], UTF_8),
                    pair.length < 2 ? "" : URLDecoder.decode(pair[1], UTF_8));
        }
        return fields;
    }

    private static void json(HttpExchange exchange, int status, Map<String, Object> document)
            throws IOException {
        byte[] bytes = Json.bytes(Json.MAPPER.valueToTree(document));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The path and query of an address. */
    static String path(URI uri) {
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
