package dev.tocsin.bridge.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RabbitConfigTest {
    @Test
    void hasDefaults() {
        assertThat(RabbitConfig.from(Map.of()).describe())
                .endsWith(
                        """
                        RABBITMQ_URI=amqp://guest:********@127.0.0.1:5672
                        TOCSIN_RABBIT_SASL_EXTERNAL=false
                        TOCSIN_RABBIT_QUEUES=eventtask=eventtask/eventtask
                        TOCSIN_RABBIT_EXCHANGE_TYPE=direct
                        TOCSIN_RABBIT_ORDERING_KEY=
                        TOCSIN_RABBIT_DECLARE=true
                        TOCSIN_RABBIT_PREFETCH=500
                        TOCSIN_RABBIT_SOURCE=rabbitmq
                        TOCSIN_RABBIT_OPS_HOST=127.0.0.1
                        TOCSIN_RABBIT_OPS_PORT=8081
                        """);
    }

    @Test
    void readsSeveralQueuesAndBindings() {
        RabbitConfig config =
                RabbitConfig.from(
                        Map.of("TOCSIN_RABBIT_QUEUES", "a=x/k.1, a=x/k.2,b=amq.topic/sys.#,c"));

        assertThat(config.queues()).containsExactly("a", "b", "c");
        assertThat(config.bindings())
                .containsExactly(
                        new Binding("a", "x", "k.1"),
                        new Binding("a", "x", "k.2"),
                        new Binding("b", "amq.topic", "sys.#"),
                        new Binding("c", null, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "TOCSIN_RABBIT_QUEUES;=x/k",
                "TOCSIN_RABBIT_QUEUES;a=/k",
                "TOCSIN_RABBIT_ORDERING_KEY;header:",
                "TOCSIN_RABBIT_ORDERING_KEY;message-id",
                "TOCSIN_RABBIT_TLS_KEY;key.pem",
                "TOCSIN_RABBIT_SASL_EXTERNAL;true"
            })
    void namesTheSettingThatIsWrong(String name, String value) {
        assertThatThrownBy(() -> RabbitConfig.from(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void checkingReadsTheFilesThatSettingsName() throws IOException {
        RabbitConfig.from(Map.of()).check();

        assertThatThrownBy(RabbitConfig.from(Map.of("TOCSIN_RABBIT_TLS_CA", "nowhere.pem"))::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere.pem");
    }

    @Test
    void refusesAnAddressOfAnotherKindWithoutShowingIt() {
        assertThatThrownBy(() -> RabbitConfig.from(Map.of("RABBITMQ_URI", "http://me:secret@x")))
                .hasMessageStartingWith("Expected RABBITMQ_URI to be amqp://")
                .hasMessageNotContaining("secret");
    }
}
