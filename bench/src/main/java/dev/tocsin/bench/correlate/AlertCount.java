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
import java.util.concurrent.atomic.LongAdder;

/**
 * What lies in the topic of alerts.
 *
 * @param revisions how many revisions of alerts of correlations
 * @param alerts how many alerts these are
 * @param complete how many of them have two events as evidence
 */
record AlertCount(long revisions, long alerts, long complete) {

    static AlertCount read(String bootstrapServers) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        LongAdder revisions = new LongAdder();
        try {
            WholeTopic.read(
                    KafkaAccess.of(bootstrapServers),
                    Topics.ALERTS.name(),
                    record -> {
                        Alert alert = parse(record.value());
                        if (!alert.rule().type().equals("rule")) {
                            counts.put(alert.id(), alert.count());
                            revisions.increment();
                        }
                    });
        } catch (UncheckedIOException e) {
            throw new IOException("Expected alerts as JSON, but: " + e.getMessage(), e);
        }
        return new AlertCount(
                revisions.sum(),
                counts.size(),
                counts.values().stream().filter(count -> count == 2).count());
    }

    private static Alert parse(byte[] value) {
        try {
            return AlertJson.read(Json.parse(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
