package dev.tocsin.launcher.command;

import dev.tocsin.launcher.ApiKeyFile;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.client.RestClient;
import java.io.IOException;
import java.util.Map;

/** The API of the machine that runs here. */
final class DeskApi {
    private DeskApi() {}

    /**
     * A client with the key of this machine.
     *
     * @throws NotRunning when Tocsin does not run
     */
    static RestClient ofRunning() throws IOException, NotRunning {
        Settings settings = Settings.from(System.getenv());
        Running.require(settings);
        return at(settings.api(), ApiKeyFile.of(settings));
    }

    /**
     * A client of an API elsewhere.
     *
     * @throws IOException when there is no key for it
     */
    static RestClient at(String url) throws IOException {
        String key = Settings.from(System.getenv()).get("TOCSIN_API_KEY");
        if (key == null) {
            throw new IOException(
                    "Expected a key for %s in TOCSIN_API_KEY, but found none".formatted(url));
        }
        return at(url.replaceAll("/+$", ""), key);
    }

    private static RestClient at(String url, String key) {
        return new RestClient(url, Map.of("Authorization", "Bearer " + key));
    }
}
