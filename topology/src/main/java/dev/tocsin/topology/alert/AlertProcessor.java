package dev.tocsin.topology.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertDocuments;
import dev.tocsin.event.TimeText;
import dev.tocsin.json.JsonWriter;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Glue: an alert becomes its document, with the times at which it was made and written, under its
 * id as record key. The record's timestamp is the time of writing, so that the topic's retention
 * counts from there and not from the time of old evidence.
 */
public final class AlertProcessor implements Processor<byte[], Alert, byte[], byte[]> {
    private final ProcessorContext<byte[], byte[]> context;
    private final TopologyMetrics metrics;
    private final AlertDocuments documents = new AlertDocuments();
    private final JsonWriter writer = new JsonWriter();

    public AlertProcessor(ProcessorContext<byte[], byte[]> context, TopologyMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<byte[], Alert> record) {
        metrics.count(Counter.ALERTS);
        long wallMs = context.currentSystemTimeMs();
        byte[] key = record.value().id().getBytes(StandardCharsets.UTF_8);
        context.forward(
                record.withKey(key)
                        .withValue(writer.bytes(document(record.value(), wallMs)))
                        .withTimestamp(wallMs));
    }

    private ObjectNode document(Alert alert, long wallMs) {
        ObjectNode document = documents.write(alert);
        ObjectNode event = document.withObjectProperty("event");
        String now = TimeText.of(wallMs);
        event.put("created", now);
        event.put("ingested", now);
        return document;
    }
}
