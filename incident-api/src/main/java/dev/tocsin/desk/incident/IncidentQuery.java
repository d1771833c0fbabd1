package dev.tocsin.desk.incident;

import com.mongodb.client.model.Filters;
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
 * Which incidents are wanted.
 *
 * @param filter for the store; made of checked texts only
 * @param page which page
 */
record IncidentQuery(Bson filter, PageRequest page) {
    private static final Set<String> PARAMETERS =
            Set.of("status", "severity", "assignee", "tag", "updated_since", "limit", "cursor");

    static IncidentQuery of(Context ctx) {
        QueryParams query = new QueryParams(ctx, PARAMETERS);
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        wanted.put("status", query.names("status", IncidentStatus.class));
        wanted.put("severity", query.names("severity", Level.class));
        wanted.put("assignees", query.texts("assignee"));
        wanted.put("tags", query.texts("tag"));
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
                            Filters.lt("created_at", after.at()),
                            Filters.and(
                                    Filters.eq("created_at", after.at()),
                                    Filters.lt("_id", after.id()))));
        }
        return new IncidentQuery(filters.isEmpty() ? Filters.empty() : Filters.and(filters), page);
    }
}
