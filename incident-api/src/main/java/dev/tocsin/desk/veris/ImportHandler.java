package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The import of records over HTTP: a result for each; the same upload again goes on where it was.
 */
final class ImportHandler {
    private static final int AT_ONCE = 16;
    private static final int MAX_RECORDS = 100_000;

    private final VerisImport records;
    private final Ids ids;
    private final InstantSource clock;

    ImportHandler(VerisImport records, Ids ids, InstantSource clock) {
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
        List<String> skip = query.texts("skip");
        query.check();
        Author by = new Author(Gate.principal(ctx).name(), ids, clock);
        VerisImport.Mode mode = new VerisImport.Mode(strict, replace, by);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        try {
            all(new Records(ctx.bodyInputStream()), number(skip), mode, items);
            answer.putNull("stopped");
        } catch (IOException e) {
            answer.put("stopped", "Expected a readable upload to its end, but: " + e.getMessage());
        }
        Responses.json(ctx, 200, answer);
    }

    private void all(Records upload, int skip, VerisImport.Mode mode, ArrayNode items)
            throws IOException, InterruptedException {
        int index = 0;
        List<Callable<ObjectNode>> batch = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (byte[] next = upload.next(); next != null; next = upload.next()) {
                    int at = index++;
                    byte[] record = next;
                    if (at >= MAX_RECORDS) {
                        throw new Bounded.TooLarge(
                                "Expected at most " + MAX_RECORDS + " records, but found more");
                    }
                    if (at >= skip) {
                        batch.add(() -> records.take(record, mode).put("index", at));
                    }
                    if (batch.size() == AT_ONCE) {
                        run(threads, batch, items);
                    }
                }
            } finally {
                run(threads, batch, items);
            }
        }
    }

    private static void run(
            ExecutorService threads, List<Callable<ObjectNode>> batch, ArrayNode items)
            throws InterruptedException {
        for (Future<ObjectNode> done : threads.invokeAll(batch)) {
            try {
                items.add(done.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e);
            }
        }
        batch.clear();
    }

    private static int number(List<String> skip) {
        if (skip.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseUnsignedInt(skip.getFirst());
        } catch (NumberFormatException e) {
            throw ProblemException.parameters(
                    List.of(new Fault("skip", "Expected a number, but found " + skip.getFirst())));
        }
    }
}
