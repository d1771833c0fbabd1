package dev.tocsin.bridge.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RabbitConfigTest {
    @Test
    void hasDefaults() {
        assertThat(RabbitConfig.from(Map.of()).describe())
                .endsWith(
                        """
                        RABBITMQ_URI=amqp://guest:********@127.0.0.1:5672
                        TOCSIN_RABBIT_EXCHANGE=eventtask
                        TOCSIN_RABBIT_QUEUE=eventtask
                        TOCSIN_RABBIT_ROUTING_KEY=eventtask
                        TOCSIN_RABBIT_DECLARE=true
                        TOCSIN_RABBIT_PREFETCH=500
                        TOCSIN_RABBIT_SOURCE=rabbitmq
                        TOCSIN_RABBIT_OPS_HOST=127.0.0.1
                        TOCSIN_RABBIT_OPS_PORT=8081
                        """);
    }

    @Test
    void refusesAnAddressOfAnotherKindWithoutShowingIt() {
        assertThatThrownBy(() -> RabbitConfig.from(Map.of("RABBITMQ_URI", "http://me:secret@x")))
                .hasMessageStartingWith("Expected RABBITMQ_URI to be amqp://")
                .hasMessageNotContaining("secret");
    }
}
