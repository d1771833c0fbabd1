package dev.tocsin.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaAccessTest {
    private static final KafkaAccess SECURED =
            KafkaAccess.from(
                    Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS", "broker:9093",
                            "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                            "KAFKA_SASL_JAAS_CONFIG", "login password=\"secret\";",
                            "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/kafka/ca.pem",
                            "KAFKA_SSL_KEY_PASSWORD", "secret",
                            "KAFKA_CLIENT_RECONNECT_BACKOFF_MS", "50",
                            "KAFKA_CLIENT_RACK", " ",
                            "KAFKA_PORT", "tcp://10.0.0.1:9092",
                            "PATH", "/bin"));

    @Test
    void makesPropertiesOfVariables() {
        assertThat(SECURED.properties())
                .containsOnlyKeys(
                        "security.protocol",
                        "sasl.jaas.config",
                        "ssl.truststore.location",
                        "ssl.key.password",
                        "reconnect.backoff.ms");
    }

    @Test
    void leavesAClientItsOwnSettings() {
        Map<String, Object> settings =
                SECURED.with(Map.of("reconnect.backoff.ms", 7, "client.id", "me"));

        assertThat(settings)
                .containsEntry("bootstrap.servers", "broker:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("client.id", "me")
                .containsEntry("reconnect.backoff.ms", 7);
    }

    @Test
    void showsNoSecret() {
        assertThat(SECURED.toString())
                .contains("security.protocol=SASL_SSL", "sasl.jaas.config=********")
                .doesNotContain("secret");
    }

    @Test
    void refusesWhatGuaranteesRestOn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaAccess.from(Map.of("KAFKA_CLIENT_ACKS", "0")))
                .withMessageContaining("Expected KAFKA_CLIENT_ACKS not to be set");
    }

    @Test
    void isTheLocalBrokerByDefault() {
        assertThat(KafkaAccess.from(Map.of())).isEqualTo(KafkaAccess.of("127.0.0.1:9092"));
    }
}
