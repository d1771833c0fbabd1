package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Csv;
import dev.tocsin.desk.http.Members;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as a file, written while they are read from the store.
 *
 * @param format how
 * @param members which, as paths; empty for all, or for the usual columns
 */
record AlertFile(Format format, List<String> members) {
    private static final int CHUNK = 200;
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "@timestamp",
                    "tocsin.alert.level",
                    "triage.status",
                    "triage.verdict",
                    "triage.assignee",
                    "triage.incident",
                    "rule.id",
                    "rule.name",
                    "message",
                    "user.name",
                    "host.name",
                    "source.ip",
                    "destination.ip",
                    "tocsin.alert.count",
                    "updated_at");

    /** How a file is written. */
    enum Format {
        /** One JSON document a line. */
        NDJSON("application/x-ndjson"),
        /** RFC 4180, with a row of names. */
        CSV("text/csv");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    void write(Context ctx, List<String> ids, Function<List<String>, List<ObjectNode>> documents) {
        ctx.contentType(format.mediaType + "; charset=utf-8");
        ctx.header(
                "Content-Disposition", "attachment; filename=\"alerts." + Texts.name(format) + '"');
        try {
            OutputStream out = ctx.outputStream();
            if (format == Format.CSV) {
                out.write(utf8(row(columns())));
            }
            for (int i = 0; i < ids.size(); i += CHUNK) {
                List<String> chunk = ids.subList(i, Math.min(ids.size(), i + CHUNK));
                for (ObjectNode document : documents.apply(chunk)) {
                    out.write(line(document));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] line(ObjectNode document) {
        return switch (format) {
            case NDJSON -> utf8(Members.of(document, members) + "\n");
            case CSV -> utf8(row(columns().stream().map(c -> text(Json.at(document, c))).toList()));
        };
    }

    private static String row(List<String> cells) {
        return Csv.row(cells.stream().map(Csv::defused).toList());
    }

    private List<String> columns() {
        return members.isEmpty() ? COLUMNS : members;
    }

    private static String text(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return "";
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
