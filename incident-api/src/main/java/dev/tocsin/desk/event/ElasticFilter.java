package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.query.Criterion;
import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.FieldType;
import dev.tocsin.desk.query.Query;
import dev.tocsin.json.Json;
import java.util.List;

/**
 * A filter as a query of Elasticsearch. Values are handed over as values: nothing in them is a
 * query language, a script or a regular expression.
 */
final class ElasticFilter {
    /** How deep Elasticsearch lets queries stand in each other, less the one around a filter. */
    static final int MAX_DEPTH = 28;

    private final EventSchema schema;

    private ElasticFilter(EventSchema schema) {
        this.schema = schema;
    }

    /**
     * The query of a filter.
     *
     * @throws ProblemException 400 when the index cannot search a field, or not like that
     */
    static ObjectNode of(Query query, EventSchema schema) {
        return new ElasticFilter(schema).query(query, 1);
    }

    private ObjectNode query(Query query, int depth) {
        if (depth > MAX_DEPTH) {
            throw fault(
                    "Expected at most "
                            + MAX_DEPTH
                            + " of and, or and not inside each other, but found more");
        }
        return switch (query) {
            case Query.All() -> ElasticQueries.all();
            case Query.And(List<Query> of) -> and(of, depth);
            case Query.Or(List<Query> of) -> or(of, depth);
            case Query.Not(Query of) -> ElasticQueries.not(query(of, depth + 1));
            case Query.Has(Field field, Criterion criterion) -> has(field, criterion);
        };
    }

    /** What is not wanted stands beside what is: one level less. */
    private ObjectNode and(List<Query> of, int depth) {
        ObjectNode query = Json.object();
        ArrayNode wanted = query.withObject("/bool").putArray("filter");
        ArrayNode unwanted = query.withObject("/bool").putArray("must_not");
        for (Query each : of) {
            if (each instanceof Query.Not(Query inner)) {
                unwanted.add(query(inner, depth + 1));
            } else {
                wanted.add(query(each, depth + 1));
            }
        }
        return query;
    }

    private ObjectNode or(List<Query> of, int depth) {
        return ElasticQueries.any(of.stream().map(each -> query(each, depth + 1)).toList());
    }

    private ObjectNode has(Field field, Criterion criterion) {
        EventField known = schema.require(field);
        if (!known.searchable()) {
            throw fault(
                    "Expected a field that can be searched, but "
                            + known.name()
                            + " is only kept with its event");
        }
        return switch (criterion) {
            case Criterion.Exists() -> ElasticQueries.exists(known.name());
            case Criterion.In(var texts) ->
                    ElasticQueries.any(
                            texts.stream()
                                    .sorted()
                                    .map(text -> ElasticQueries.text(known.name(), text))
                                    .toList());
            case Criterion.Contains(String text) -> ElasticQueries.phrase(known.name(), text);
            case Criterion.Like(var glob) -> like(known, glob.pattern());
            case Criterion.Is(boolean value) ->
                    ElasticQueries.term(known.name(), Json.MAPPER.valueToTree(value));
            case Criterion.Between between -> ElasticRange.of(known, between);
            case Criterion.InNetwork(var network) -> ElasticNetworks.in(known.name(), network);
        };
    }

    private ObjectNode like(EventField field, String pattern) {
        if (schema.isKey(field.name())) {
            return beginning(field, pattern);
        }
        return field.type() == FieldType.TEXT
                ? ElasticWords.like(field.name(), pattern)
                : ElasticQueries.wildcard(field.name(), pattern);
    }

    /** The keys of a flattened field know beginnings only. */
    private static ObjectNode beginning(EventField field, String pattern) {
        String text = pattern.endsWith("*") ? pattern.substring(0, pattern.length() - 1) : "*";
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                plain.append(text.charAt(++i));
            } else if (c == '*' || c == '?' || c == '\\') {
                throw fault(
                        "Expected a wildcard at the end only, because "
                                + field.name()
                                + " is a key of a flattened field, but found "
                                + pattern);
            } else {
                plain.append(c);
            }
        }
        return ElasticQueries.prefix(field.name(), plain.toString());
    }

    private static ProblemException fault(String detail) {
        return ProblemException.parameters(List.of(new Fault("q", detail)));
    }
}
