package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedAmqpIT {
    private static final byte[] BODY = "{\"summary\":\"kept\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void keepsADurableMessageAcrossARestart(@TempDir Path directory) throws Exception {
        try (EmbeddedAmqp amqp = EmbeddedAmqp.start(directory, 0);
                Connection connection = connect(amqp);
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare("eventtask", "direct", true);
            channel.queueDeclare("eventtask", true, false, false, null);
            channel.queueBind("eventtask", "eventtask", "eventtask");
            channel.confirmSelect();
            channel.basicPublish(
                    "eventtask", "eventtask", MessageProperties.PERSISTENT_TEXT_PLAIN, BODY);
            channel.waitForConfirmsOrDie(10_000);
        }

        try (EmbeddedAmqp amqp = EmbeddedAmqp.start(directory, 0);
                Connection connection = connect(amqp);
                Channel channel = connection.createChannel()) {
            GetResponse kept = channel.basicGet("eventtask", true);
            assertThat(kept).isNotNull();
            assertThat(kept.getBody()).isEqualTo(BODY);
        }
    }

    @Test
    void namesATakenPortAndTheWayOut(@TempDir Path directory) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedAmqp.start(directory, taken.getLocalPort()))
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("TOCSIN_AMQP_PORT");
        }
    }

    private static Connection connect(EmbeddedAmqp amqp) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(amqp.uri());
        return factory.newConnection();
    }
}
