package dev.tocsin.desk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.Document;

/** Answers with the history of an alert or incident. */
public final class HistoryHandler {
    private final History history;

    public HistoryHandler(History history) {
        this.history = history;
    }

    /** One page of the history of {@code subject}, oldest first. */
    public void list(Context ctx, String subject) {
        list(ctx, subject, UnaryOperator.identity());
    }

    /**
     * One page of the history of {@code subject}, oldest first.
     *
     * @param shown makes of its entries what the caller may see, one for each
     */
    public void list(Context ctx, String subject, UnaryOperator<List<JsonNode>> shown) {
        QueryParams query = new QueryParams(ctx, Set.of("limit", "cursor"));
        PageRequest page = query.page();
        query.check();
        List<Document> fetched = history.of(subject, page);
        Responses.page(
                ctx,
                shown.apply(page.items(fetched).stream().map(ChangeJson::parse).toList()),
                page.next(fetched, d -> new Cursor(0, d.getString("_id"))));
    }
}
