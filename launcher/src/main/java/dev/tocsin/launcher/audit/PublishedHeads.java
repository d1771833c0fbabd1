package dev.tocsin.launcher.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.audit.AuditHead;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.WholeTopic;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The heads that the desk has published. */
public final class PublishedHeads {
    private PublishedHeads() {}

    /**
     * Those that the topic holds, the oldest first.
     *
     * @param unreadable told of every record that is no head
     */
    public static List<AuditHead> read(String bootstrapServers, Consumer<String> unreadable) {
        List<AuditHead> heads = new ArrayList<>();
        WholeTopic.read(
                bootstrapServers,
                Topics.AUDIT_HEADS.name(),
                record -> {
                    try {
                        heads.add(AuditHead.from(parse(record.value())));
                    } catch (IllegalArgumentException e) {
                        unreadable.accept("offset " + record.offset() + ": " + e.getMessage());
                    }
                });
        return heads;
    }

    private static JsonNode parse(byte[] value) {
        try {
            return Json.parse(value == null ? new byte[0] : value);
        } catch (IOException _) {
            return Json.object();
        }
    }
}
