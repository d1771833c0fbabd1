package dev.tocsin.bridge.rabbit;

import java.io.IOException;

/** An AMQP server of a test that can go away and come back with its messages. */
interface AmqpDoor extends AutoCloseable {
    String uri();

    void restart() throws IOException;

    @Override
    void close();
}
