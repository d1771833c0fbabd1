package dev.tocsin.bridge.rabbit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.testkit.RabbitServer;
import java.io.IOException;
import java.nio.file.Path;

/** The AMQP door over the distribution's RabbitMQ, where it is installed. */
class RabbitServerIT extends RabbitConsumerContract {
    @Override
    AmqpDoor startAmqp(Path directory) throws IOException {
        assumeTrue(
                RabbitServer.installed(),
                "Skipped: Debian's package rabbitmq-server is not installed");
        return new Node(directory);
    }

    private static final class Node implements AmqpDoor {
        private final Path directory;
        private RabbitServer rabbit;

        Node(Path directory) throws IOException {
            this.directory = directory;
            this.rabbit = RabbitServer.start(directory);
        }

        @Override
        public String uri() {
            return rabbit.uri();
        }

        @Override
        public void restart() throws IOException {
            rabbit.close();
            rabbit = RabbitServer.start(directory, rabbit.port());
        }

        @Override
        public void close() {
            rabbit.close();
        }
    }
}
