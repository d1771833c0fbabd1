package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The aggregations of Elasticsearch that counts are made of. */
final class ElasticAggregations {
    private ElasticAggregations() {}

    /** Counts by the values that occur most. */
    static ObjectNode terms(ObjectNode into, String field, int values) {
        into.putObject("terms").put("field", field).put("size", values);
        return into;
    }

    /** Counts over time. */
    static void times(ObjectNode into, long lengthMs) {
        into.putObject("date_histogram")
                .put("field", "@timestamp")
                .put("fixed_interval", lengthMs + "ms")
                .put("min_doc_count", 1);
    }

    static JsonNode buckets(JsonNode aggregations, String name) {
        return aggregations.path(name).path("buckets");
    }

    /** The value of a bucket as text. */
    static String value(JsonNode bucket) {
        JsonNode text = bucket.path("key_as_string");
        return text.isMissingNode() ? bucket.path("key").asText() : text.asText();
    }
}
