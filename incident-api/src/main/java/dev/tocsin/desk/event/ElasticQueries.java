package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.Collection;

/** The queries of Elasticsearch that filters are made of. */
final class ElasticQueries {
    private ElasticQueries() {}

    static ObjectNode all() {
        return of("match_all");
    }

    static ObjectNode nothing() {
        return of("match_none");
    }

    /** What all of them want. */
    static ObjectNode every(Collection<ObjectNode> queries) {
        return bool("filter", queries);
    }

    /** What one of them wants; nothing when there is none. */
    static ObjectNode any(Collection<ObjectNode> queries) {
        return switch (queries.size()) {
            case 0 -> nothing();
            case 1 -> queries.iterator().next();
            default -> bool("should", queries);
        };
    }

    static ObjectNode not(ObjectNode query) {
        ObjectNode not = Json.object();
        not.withObject("/bool").putArray("must_not").add(query);
        return not;
    }

    static ObjectNode exists(String field) {
        ObjectNode query = Json.object();
        query.putObject("exists").put("field", field);
        return query;
    }

    /** A value as it is. */
    static ObjectNode term(String field, JsonNode value) {
        ObjectNode query = Json.object();
        query.putObject("term").putObject(field).set("value", value);
        return query;
    }

    /** A whole text, without regard to the case of ASCII letters. */
    static ObjectNode text(String field, String text) {
        return anyCase("term", field, text);
    }

    static ObjectNode prefix(String field, String text) {
        return anyCase("prefix", field, text);
    }

    /** A text of a shape; its signs are those of {@link dev.tocsin.desk.query.Glob}. */
    static ObjectNode wildcard(String field, String pattern) {
        return anyCase("wildcard", field, pattern);
    }

    /** Words of prose, one after the other. */
    static ObjectNode phrase(String field, String text) {
        ObjectNode query = Json.object();
        query.putObject("match_phrase").put(field, text);
        return query;
    }

    private static ObjectNode anyCase(String kind, String field, String value) {
        ObjectNode query = Json.object();
        query.putObject(kind).putObject(field).put("value", value).put("case_insensitive", true);
        return query;
    }

    private static ObjectNode of(String kind) {
        ObjectNode query = Json.object();
        query.putObject(kind);
        return query;
    }

    private static ObjectNode bool(String member, Collection<ObjectNode> queries) {
        ObjectNode query = Json.object();
        ArrayNode all = query.withObject("/bool").putArray(member);
        queries.forEach(all::add);
        return query;
    }
}
