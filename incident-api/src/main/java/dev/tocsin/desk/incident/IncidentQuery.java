package dev.tocsin.desk.incident;

import com.mongodb.client.model.Filters;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.query.MongoFilter;
import dev.tocsin.desk.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;

/** Which incidents a list wants: the filter and the parameters of single fields. */
final class IncidentQuery {
    /** The parameters of single fields. */
    static final Set<String> PARAMETERS =
            Set.of(
                    "status",
                    "severity",
                    "kind",
                    "phase",
                    "tlp",
                    "assignee",
                    "tag",
                    "updated_since");

    private IncidentQuery() {}

    /**
     * A filter of the store, made of checked texts only, for what the caller may see. Faults are
     * told by {@link QueryParams#check}.
     */
    static Bson of(QueryParams params, Query query, Principal caller) {
        List<Bson> filters = new ArrayList<>();
        filters.add(Restriction.visibleTo(caller));
        if (!(query instanceof Query.All)) {
            filters.add(MongoFilter.of(query));
        }
        in(filters, "status", params.names("status", IncidentStatus.class));
        in(filters, "severity", params.names("severity", Level.class));
        in(filters, "kind", params.names("kind", IncidentKind.class));
        in(filters, "phase", params.names("phase", Phase.class));
        in(filters, "tlp", params.names("tlp", Tlp.class));
        in(filters, "assignees", params.texts("assignee"));
        in(filters, "tags", params.texts("tag"));
        Long since = params.time("updated_since");
        if (since != null) {
            filters.add(Filters.gte("updated_at", since));
        }
        return Filters.and(filters);
    }

    private static void in(List<Bson> filters, String field, List<String> values) {
        if (!values.isEmpty()) {
            filters.add(Filters.in(field, values));
        }
    }
}
