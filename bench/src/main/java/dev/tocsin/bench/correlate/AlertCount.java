package dev.tocsin.bench.correlate;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.WholeTopic;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What lies in the topic of alerts.
 *
 * @param alerts how many alerts of correlations, each with all its revisions once
 * @param complete how many of them have two events as evidence
 */
record AlertCount(long alerts, long complete) {

    static AlertCount read(String bootstrapServers) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        try {
            WholeTopic.read(
                    KafkaAccess.of(bootstrapServers),
                    Topics.ALERTS.name(),
                    record -> {
                        Alert alert = parse(record.value());
                        if (!alert.rule().type().equals("rule")) {
                            counts.put(alert.id(), alert.count());
                        }
                    });
        } catch (UncheckedIOException e) {
            throw new IOException("Expected alerts as JSON, but: " + e.getMessage(), e);
        }
        return new AlertCount(
                counts.size(), counts.values().stream().filter(count -> count == 2).count());
    }

    private static Alert parse(byte[] value) {
        try {
            return AlertJson.read(Json.parse(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
