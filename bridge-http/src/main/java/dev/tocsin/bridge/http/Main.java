package dev.tocsin.bridge.http;

import dev.tocsin.bridge.config.BridgeProcess;

/**
 * Runs the HTTP bridge alone. {@code --check-config} shows the settings in effect, reads the files
 * that they name, and ends.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        new BridgeProcess<>(
                        "bridge-http",
                        HttpConfig::from,
                        HttpConfig::describe,
                        HttpConfig::check,
                        IngestServer::start)
                .run(System.getenv(), args);
    }
}
