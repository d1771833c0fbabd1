package dev.tocsin.desk.incident;

import com.mongodb.client.model.Filters;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.ListRequest;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.FieldSet;
import dev.tocsin.desk.query.FieldType;
import dev.tocsin.desk.query.MongoFilter;
import dev.tocsin.desk.query.Query;
import io.javalin.http.Context;
import java.time.Instant;
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
            Set.of(
                    "q",
                    "status",
                    "severity",
                    "assignee",
                    "tag",
                    "updated_since",
                    "limit",
                    "cursor");
    static final FieldSet FIELDS =
            new FieldSet(
                    List.of(
                            Field.of("id", FieldType.KEYWORD, "_id"),
                            Field.of("title", FieldType.TEXT),
                            Field.of("summary", FieldType.TEXT),
                            Field.names("status", "status", Texts.all(IncidentStatus.class)),
                            Field.names("severity", "severity", Texts.all(Level.class)),
                            Field.of("assignee", FieldType.KEYWORD, "assignees"),
                            Field.of("tag", FieldType.KEYWORD, "tags"),
                            Field.of("alert", FieldType.KEYWORD, "alerts"),
                            Field.of("created_at", FieldType.DATE),
                            Field.of("updated_at", FieldType.DATE)),
                    List.of("id", "title", "summary", "assignee", "tag"),
                    false);

    static IncidentQuery of(Context ctx, Instant now) {
        QueryParams query = new QueryParams(ctx, PARAMETERS);
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        wanted.put("status", query.names("status", IncidentStatus.class));
        wanted.put("severity", query.names("severity", Level.class));
        wanted.put("assignees", query.texts("assignee"));
        wanted.put("tags", query.texts("tag"));
        Query filter = ListRequest.query(query, FIELDS, now);
        Long since = query.time("updated_since");
        PageRequest page = query.page();
        query.check();
        List<Bson> filters = new ArrayList<>();
        Principal caller = Gate.principal(ctx);
        if (!caller.allows(Access.ADMIN)) {
            filters.add(Restriction.visibleTo(caller));
        }
        if (!(filter instanceof Query.All)) {
            filters.add(MongoFilter.of(filter));
        }
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
