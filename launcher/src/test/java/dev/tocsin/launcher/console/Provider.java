package dev.tocsin.launcher.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A provider of OpenID Connect whose one person is logged in already. It signs and is believed; the
 * desk's own tests are about providers that must not be.
 */
final class Provider implements AutoCloseable {
    static final String CLIENT = "console-test";

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();

    private Provider(HttpServer server, RSAKey key) {
        this.server = server;
        this.key = key;
    }

    static Provider start() throws IOException, JOSEException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = HttpServer.create(any, 0);
        Provider provider =
                new Provider(server, new RSAKeyGenerator(2048).keyID("only").generate());
        server.createContext("/", provider::answer);
        server.start();
        return provider;
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> json(exchange, description());
            case "/keys" -> text(exchange, "application/json", new JWKSet(key).toString());
            case "/authorize" -> authorize(exchange);
            case "/token" -> token(exchange);
            case "/end" -> text(exchange, "text/html", "<p>The provider has logged you out</p>");
            default -> exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private ObjectNode description() {
        ObjectNode description = Json.object().put("issuer", issuer());
        description.put("authorization_endpoint", issuer() + "/authorize");
        description.put("token_endpoint", issuer() + "/token");
        description.put("jwks_uri", issuer() + "/keys");
        return description.put("end_session_endpoint", issuer() + "/end");
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        String code = "code-" + nonces.size();
        nonces.put(code, asked.getOrDefault("nonce", ""));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        asked.get("redirect_uri")
                                + "?code="
                                + code
                                + "&state="
                                + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> shown =
                form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        ObjectNode tokens = Json.object().put("token_type", "Bearer").put("access_token", "any");
        String nonce = nonces.getOrDefault(shown.getOrDefault("code", ""), "");
        json(exchange, tokens.put("id_token", signed(nonce)));
    }

    private String signed(String nonce) throws IOException {
        Instant now = Instant.now();
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject("subject-1")
                        .audience(CLIENT)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("nonce", nonce)
                        .claim("preferred_username", "alex")
                        .claim("groups", List.of("soc"))
                        .build();
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("only").build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IOException(e);
        }
        return token.serialize();
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int sign = field.indexOf('=');
            fields.put(
                    field.substring(0, sign), URLDecoder.decode(field.substring(sign + 1), UTF_8));
        }
        return fields;
    }

    private static void json(HttpExchange exchange, ObjectNode document) throws IOException {
        text(exchange, "application/json", document.toString());
    }

    private static void text(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
