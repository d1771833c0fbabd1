package dev.tocsin.bridge.rabbit;

import dev.tocsin.bridge.config.BridgeProcess;

/**
 * Runs the AMQP bridge alone. {@code --check-config} shows the settings in effect, reads the files
 * that they name, and ends.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        new BridgeProcess<>(
                        "bridge-rabbit",
                        RabbitConfig::from,
                        RabbitConfig::describe,
                        RabbitConfig::check,
                        RabbitConsumer::start)
                .run(System.getenv(), args);
    }
}
