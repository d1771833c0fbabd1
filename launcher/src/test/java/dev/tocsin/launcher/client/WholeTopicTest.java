package dev.tocsin.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.embedded.Ports;
import dev.tocsin.topic.KafkaAccess;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class WholeTopicTest {
    private static final String CLIENT = "whole-topic-test";

    @Test
    void nothingOfAClientIsLeftWhenNoBrokerAnswers() throws Exception {
        KafkaAccess away =
                new KafkaAccess(
                        "127.0.0.1:" + Ports.free(),
                        Map.of("client.id", CLIENT, "default.api.timeout.ms", "200"));

        assertThatThrownBy(() -> new WholeTopic(away, "any")).isInstanceOf(TimeoutException.class);

        assertThat(isThere()).isFalse();
    }

    /** A consumer is among the beans of its JVM until it is closed. */
    private static boolean isThere() throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .isRegistered(new ObjectName("kafka.consumer:type=app-info,id=" + CLIENT));
    }
}
