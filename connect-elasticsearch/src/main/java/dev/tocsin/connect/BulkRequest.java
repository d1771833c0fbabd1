package dev.tocsin.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.connect.client.ElasticsearchClient;
import dev.tocsin.connect.client.ElasticsearchClient.Answer;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bulk API: sends documents, and reads what became of them. */
final class BulkRequest {
    private static final String PATH = "/_bulk?filter_path=items.*.status,items.*.error";
    private static final byte[] NEW_LINE = {'\n'};

    private final ElasticsearchClient client;

    BulkRequest(ElasticsearchClient client) {
        this.client = client;
    }

    BulkReply send(List<Document> documents) throws InterruptedException {
        try {
            return read(client.sendLines(PATH, lines(documents)), documents.size());
        } catch (IOException e) {
            return new BulkReply.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static List<byte[]> lines(List<Document> documents) {
        List<byte[]> lines = new ArrayList<>(documents.size() * 4);
        for (Document document : documents) {
            lines.add(action(document));
            lines.add(NEW_LINE);
            lines.add(document.source());
            lines.add(NEW_LINE);
        }
        return lines;
    }

    private static byte[] action(Document document) {
        ObjectNode line = Json.object();
        ObjectNode index = line.putObject("index");
        index.put("_index", document.index());
        index.put("_id", document.id());
        if (document.version() != null) {
            index.put("version", document.version());
            index.put("version_type", "external_gte");
        }
        return Json.bytes(line);
    }

    private static BulkReply read(Answer answer, int documents) throws IOException {
        return switch (answer.status()) {
            case 200, 201 -> BulkResults.read(answer.body(), documents);
            case 408, 429, 500, 502, 503, 504 -> new BulkReply.Unavailable(text(answer));
            case 400, 413 -> new BulkReply.Refused(text(answer));
            default -> new BulkReply.Denied(text(answer));
        };
    }

    private static String text(Answer answer) {
        return "HTTP " + answer.status() + ": " + BulkResults.reason(answer.body());
    }
}
