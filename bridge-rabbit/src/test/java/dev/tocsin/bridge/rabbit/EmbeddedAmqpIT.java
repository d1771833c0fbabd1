package dev.tocsin.bridge.rabbit;

import dev.tocsin.embedded.EmbeddedAmqp;
import java.io.IOException;
import java.nio.file.Path;

/** The AMQP door over the embedded listener. */
class EmbeddedAmqpIT extends RabbitConsumerContract {
    @Override
    AmqpDoor startAmqp(Path directory) throws IOException {
        return new Listener(directory);
    }

    private static final class Listener implements AmqpDoor {
        private final Path directory;
        private EmbeddedAmqp amqp;

        Listener(Path directory) throws IOException {
            this.directory = directory;
            this.amqp = EmbeddedAmqp.start(directory, 0);
        }

        @Override
        public String uri() {
            return amqp.uri();
        }

        @Override
        public void restart() throws IOException {
            int port = RabbitConsumerContract.port(amqp.uri());
            amqp.close();
            amqp = EmbeddedAmqp.start(directory, port);
        }

        @Override
        public void close() {
            amqp.close();
        }
    }
}
