package dev.tocsin.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A desk whose people come from an {@link OidcProvider}, and browsers that go between the two. */
final class OidcDesk implements AutoCloseable {
    static final String HOME = "http://desk.example";
    static final String LOG_IN = "/api/v1/oidc/login";

    private final DeskDriver desk;
    private final DeskServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    OidcDesk(DeskDriver desk, DeskServer server) {
        this.desk = desk;
        this.server = server;
    }

    /** Starts a desk beside that of a driver. */
    static OidcDesk start(
            DeskDriver desk,
            Path directory,
            String issuer,
            InstantSource clock,
            Map<String, String> more)
            throws IOException, InterruptedException {
        return new OidcDesk(
                desk, DeskServer.start(desk.config(settings(directory, issuer, more)), clock));
    }

    static Map<String, String> settings(Path directory, String issuer, Map<String, String> more)
            throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), OidcProvider.SECRET + "\n");
        Map<String, String> env = new HashMap<>();
        env.put("TOCSIN_API_PUBLIC_URL", HOME);
        env.put("TOCSIN_API_OUTGOING_HTTP", "true");
        env.put("TOCSIN_API_OUTGOING_NETWORKS", "127.0.0.1");
        env.put("TOCSIN_API_OIDC_ISSUER", issuer);
        env.put("TOCSIN_API_OIDC_CLIENT_ID", OidcProvider.CLIENT);
        env.put("TOCSIN_API_OIDC_CLIENT_SECRET_FILE", secret.toString());
        env.put(
                "TOCSIN_API_OIDC_ROLES",
                "responder=soc;rule_author=detection;admin=CN=leads,OU=soc");
        env.put("TOCSIN_API_OIDC_LABEL", "the house");
        env.putAll(more);
        return env;
    }

    Caller nobody() {
        return desk.nobody(server);
    }

    Browser browser() {
        return new Browser(nobody());
    }

    /** The desk's way to the provider's page, with the browser's cookies kept. */
    String begin(Browser browser) {
        Answer begun = browser.keep(browser.caller().get(LOG_IN + "?return=/alerts%3Flevel=high"));
        return String.valueOf(begun.header("Location"));
    }

    /** What the provider sends the browser back to, as path and query of the desk. */
    String back(String authorize) {
        try {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(authorize)).build(),
                            BodyHandlers.discarding());
            String location =
                    Objects.requireNonNull(answer.headers().firstValue("Location").orElse(null));
            return location.substring(HOME.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The whole way, through the provider and back. */
    Answer logIn(Browser browser) {
        String back = back(begin(browser));
        return browser.keep(browser.caller().get(back));
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
