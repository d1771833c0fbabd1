package dev.tocsin.launcher.command;

import dev.tocsin.launcher.ApiKeyFile;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.client.RestClient;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API of the machine that runs here. */
final class DeskApi {
    private DeskApi() {}

    /** A client with the key of this machine; null, and a message, when Tocsin does not run. */
    static @Nullable RestClient ofRunning() throws IOException {
        Settings settings = Settings.from(System.getenv());
        return Running.check(settings)
                ? new RestClient(
                        settings.api(),
                        Map.of("Authorization", "Bearer " + ApiKeyFile.of(settings)))
                : null;
    }
}
