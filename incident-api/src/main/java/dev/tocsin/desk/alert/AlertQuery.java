package dev.tocsin.desk.alert;

import com.mongodb.client.model.Filters;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.http.QueryParams;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.conversions.Bson;

/**
 * Which alerts are wanted.
 *
 * @param filter for the store; made of checked texts only
 * @param page which page
 */
record AlertQuery(Bson filter, PageRequest page) {
    private static final Set<String> PARAMETERS =
            Set.of(
                    "status",
                    "level",
                    "state",
                    "rule",
                    "assignee",
                    "incident",
                    "updated_since",
                    "limit",
                    "cursor");

    static AlertQuery of(Context ctx) {
        QueryParams query = new QueryParams(ctx, PARAMETERS);
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        wanted.put("triage.status", query.names("status", Status.class));
        wanted.put("level", query.names("level", Level.class));
        wanted.put("state", query.names("state", AlertState.class));
        wanted.put("rule", query.texts("rule"));
        wanted.put("triage.assignee", query.texts("assignee"));
        wanted.put("triage.incident", query.texts("incident"));
        Long since = query.time("updated_since");
        PageRequest page = query.page();
        query.check();
        List<Bson> filters = new ArrayList<>();
        wanted.forEach(
                (field, values) -> {
                    if (!values.isEmpty()) {
                        filters.add(Filters.in(field, values));
                    }
                });
        if (since != null) {
            filters.add(Filters.gte("updated_at", since));
        }
        Cursor after = page.after();
        if (after != null) {
            filters.add(
                    Filters.or(
                            Filters.lt("at", after.at()),
                            Filters.and(
                                    Filters.eq("at", after.at()), Filters.lt("_id", after.id()))));
        }
        return new AlertQuery(filters.isEmpty() ? Filters.empty() : Filters.and(filters), page);
    }
}
