package dev.tocsin.launcher.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.audit.AuditEntry;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.RestClient;
import java.io.IOException;
import java.util.function.Consumer;

/** The audit as the API gives it, page by page. */
public final class ApiAudit implements AuditSource {
    private static final int PAGE = 500;

    private final RestClient api;

    public ApiAudit(RestClient api) {
        this.api = api;
    }

    @Override
    public void read(Consumer<AuditEntry> each) throws IOException, InterruptedException {
        read(0, each);
    }

    /** Gives the newest entries, the oldest of them first. */
    public void readLast(int count, Consumer<AuditEntry> each)
            throws IOException, InterruptedException {
        long end = page(0, 1).at("/head/sequence").asLong();
        read(Math.max(0, end - count), each);
    }

    private void read(long from, Consumer<AuditEntry> each)
            throws IOException, InterruptedException {
        long after = from;
        boolean more = true;
        while (more) {
            JsonNode page = page(after, PAGE);
            // Whatever the store holds, each page goes on behind the one before it.
            after++;
            for (JsonNode item : page.path("items")) {
                AuditEntry entry = AuditEntry.from(item);
                each.accept(entry);
                after = Math.max(after, entry.sequence());
            }
            more = Json.text(page, "next") != null;
        }
    }

    private JsonNode page(long after, int limit) throws IOException, InterruptedException {
        return api.get("/api/v1/audit?limit=" + limit + "&after=" + after).ok();
    }
}
