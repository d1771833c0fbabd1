package dev.tocsin.launcher.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.embedded.Ports;
import dev.tocsin.topic.KafkaAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleWatcherTest {
    @Test
    void aBrokerThatDoesNotAnswerIsSaidAndDoesNotEndTheWatcher(@TempDir Path rules)
            throws IOException {
        String nowhere = "127.0.0.1:" + Ports.free();
        KafkaAccess away = new KafkaAccess(nowhere, Map.of("default.api.timeout.ms", "200"));
        List<String> said = new ArrayList<>();

        try (RulesTopic topic = new RulesTopic(away);
                RuleWatcher watcher = new RuleWatcher(rules, new RulePublisher(topic), said::add)) {
            watcher.start();
        }

        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("not published: Expected the broker at " + nowhere + " to give what");
    }
}
