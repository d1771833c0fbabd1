package dev.tocsin.bench.ingest;

import dev.tocsin.bridge.http.HttpConfig;
import dev.tocsin.bridge.http.IngestServer;
import dev.tocsin.bridge.rabbit.RabbitConfig;
import dev.tocsin.bridge.rabbit.RabbitConsumer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A bridge in a process of its own, with the settings of its environment. Prints its port, and
 * shuts down when its input ends or it is told to, so that it never outlives whoever started it.
 */
final class BridgeMain {
    private BridgeMain() {}

    /** Takes {@code http} or {@code rabbit}. */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("http")) {
            IngestServer server = IngestServer.start(HttpConfig.from(System.getenv()));
            untilToldToStop(server::close, server.port());
        } else {
            RabbitConsumer consumer = RabbitConsumer.start(RabbitConfig.from(System.getenv()));
            untilToldToStop(consumer::close, consumer.port());
        }
    }

    private static void untilToldToStop(Runnable close, int port) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(close));
        System.out.println(port);
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
