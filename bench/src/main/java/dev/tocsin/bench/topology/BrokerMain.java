package dev.tocsin.bench.topology;

import dev.tocsin.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A broker in a process of its own. Prints its address, and shuts down when its input ends or it is
 * told to, so that it never outlives whoever started it.
 */
final class BrokerMain {
    private BrokerMain() {}

    /** Takes the directory of the broker's log. */
    public static void main(String[] args) throws IOException {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), 0);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        System.out.println(kafka.bootstrapServers());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
