package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.DocumentFile;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Alerts for a file, read from the store some at a time. */
final class AlertFile implements DocumentFile.Source {
    /** What a file of CSV has when no members are named. */
    static final List<String> COLUMNS =
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

    private static final int CHUNK = 200;

    private final List<String> ids;
    private final Function<List<String>, List<ObjectNode>> documents;
    private int read;

    /**
     * @param documents the documents of some ids, in their order
     */
    AlertFile(List<String> ids, Function<List<String>, List<ObjectNode>> documents) {
        this.ids = List.copyOf(ids);
        this.documents = documents;
    }

    @Override
    public @Nullable List<ObjectNode> next() {
        if (read == ids.size()) {
            return null;
        }
        List<String> chunk = ids.subList(read, Math.min(ids.size(), read + CHUNK));
        read += chunk.size();
        return documents.apply(chunk);
    }
}
