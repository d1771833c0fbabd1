package dev.tocsin.desk.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/** Shows the chain to administrators, the oldest entry first. */
final class AuditHandler {
    private static final int MAX_DIGITS = 15;

    private final AuditChain chain;

    AuditHandler(AuditChain chain) {
        this.chain = chain;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/audit", Access.ADMIN, this::list));
    }

    private void list(Context ctx) {
        QueryParams query = new QueryParams(ctx, Set.of("limit", "cursor", "after"));
        PageRequest page = query.page();
        Cursor cursor = page.after();
        long after = cursor == null ? after(query) : Math.max(0, cursor.at());
        query.check();
        AuditPage found = chain.after(after, page.limit());
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        found.entries().forEach(entry -> items.add(entry.toJson()));
        answer.put("next", found.hasMore() ? next(found.entries()) : null);
        answer.set("head", found.end().toJson());
        Responses.json(ctx, 200, answer);
    }

    private static String next(List<AuditEntry> entries) {
        return new Cursor(entries.getLast().sequence(), "").text();
    }

    private static long after(QueryParams query) {
        String text = query.one("after");
        if (text == null) {
            return 0;
        }
        if (!text.matches("[0-9]{1," + MAX_DIGITS + "}")) {
            query.fault("after", "Expected the number of an entry, but found another text");
            return 0;
        }
        return Long.parseLong(text);
    }
}
