package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.IncidentVisibility;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The import of records over HTTP: a result for each; the same upload again goes on where it was.
 */
final class ImportHandler {
    /** The most records that are kept together. */
    private static final int BATCH = 200;

    /** How many bytes of records are enough to keep them: one more record may follow. */
    private static final long BATCH_BYTES = 4_000_000;

    private static final int MAX_RECORDS = 100_000;

    private final VerisImport records;
    private final IncidentVisibility visibility;
    private final Ids ids;
    private final InstantSource clock;

    ImportHandler(
            VerisImport records, IncidentVisibility visibility, Ids ids, InstantSource clock) {
        this.visibility = visibility;
        this.records = records;
        this.ids = ids;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.post("/api/v1/veris/import", Access.ANALYST, this::take));
    }

    private void take(Context ctx) throws InterruptedException {
        QueryParams query = new QueryParams(ctx, Set.of("strict", "existing", "skip"));
        boolean strict = query.texts("strict").contains("true");
        boolean replace = query.texts("existing").contains("replace");
        int skip = query.number("skip", 0, 0, Integer.MAX_VALUE);
        query.check();
        Author by = Gate.author(ctx, ids, clock);
        Principal caller = Gate.principal(ctx);
        VerisImport.Mode mode =
                new VerisImport.Mode(
                        strict, replace, by, incidents -> visibility.among(caller, incidents));
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        try {
            all(new Records(ctx.bodyInputStream()), skip, mode, items);
            answer.putNull("stopped");
        } catch (IOException e) {
            answer.put("stopped", "Expected a readable upload to its end, but: " + e.getMessage());
        }
        Responses.json(ctx, 200, answer);
    }

    private void all(Records upload, int skip, VerisImport.Mode mode, ArrayNode items)
            throws IOException, InterruptedException {
        int index = 0;
        Batch batch = new Batch(mode, items);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (byte[] next = upload.next(); next != null; next = upload.next()) {
                    int at = index++;
                    if (at >= MAX_RECORDS) {
                        throw new Bounded.TooLarge(
                                "Expected at most " + MAX_RECORDS + " records, but found more");
                    }
                    if (at >= skip) {
                        batch.add(at, next, threads);
                    }
                }
            } finally {
                batch.keep();
            }
        }
    }

    /** What is read and checked beside each other, and then kept together. */
    private final class Batch {
        private final VerisImport.Mode mode;
        private final ArrayNode items;
        private final List<Future<Checked>> reading = new ArrayList<>();
        private long bytes;

        Batch(VerisImport.Mode mode, ArrayNode items) {
            this.mode = mode;
            this.items = items;
        }

        void add(int index, byte[] record, ExecutorService threads) throws InterruptedException {
            reading.add(
                    threads.submit(
                            () -> {
                                Checked checked = records.read(record, mode);
                                checked.result().put("index", index);
                                return checked;
                            }));
            bytes += record.length;
            if (reading.size() == BATCH || bytes > BATCH_BYTES) {
                keep();
            }
        }

        void keep() throws InterruptedException {
            List<Checked> all = new ArrayList<>();
            for (Future<Checked> one : reading) {
                all.add(done(one));
            }
            reading.clear();
            bytes = 0;
            records.keep(all, mode);
            all.forEach(one -> items.add(one.result()));
        }

        private static Checked done(Future<Checked> one) throws InterruptedException {
            try {
                return one.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e);
            }
        }
    }
}
