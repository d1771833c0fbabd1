package dev.tocsin.bench.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement gave.
 *
 * @param sent events that were sent, warm-up included
 * @param acknowledged of these, how many were acknowledged
 * @param eventsPerSecond acknowledged in the measured time
 * @param p99Ms of the answers in the measured time; null where senders wait for none
 * @param unanswered requests that got no answer at all
 * @param lost acknowledged, but not in the raw topic
 */
record Outcome(
        Protocol protocol,
        long sent,
        long acknowledged,
        double eventsPerSecond,
        @Nullable Double p99Ms,
        long unanswered,
        long lost) {

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("protocol", protocol.toString());
        json.put("sent", sent);
        json.put("acknowledged", acknowledged);
        json.put("events_per_second", Math.round(eventsPerSecond));
        json.put("p99_ms", p99Ms == null ? null : Math.round(p99Ms * 10) / 10.0);
        json.put("unanswered", unanswered);
        json.put("lost", lost);
        return json;
    }
}
