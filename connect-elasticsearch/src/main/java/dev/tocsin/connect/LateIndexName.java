package dev.tocsin.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;

/**
 * Puts documents whose date is far from their arrival into an index by arrival: a sender with an
 * odd clock could otherwise make one index per day of its invented history, until the cluster takes
 * no further ones.
 *
 * @param usual the rule for all others, and for documents without a date of arrival
 * @param late the name by date of arrival
 * @param afterMs the difference from which a document is late, in either direction
 */
record LateIndexName(IndexName usual, IndexName late, long afterMs) implements IndexRule {

    @Override
    public String of(JsonNode document) throws MalformedDocumentException {
        if (Json.at(document, late.field()) == null) {
            return usual.of(document);
        }
        long at = usual.instant(document).toEpochMilli();
        long arrived = late.instant(document).toEpochMilli();
        return Math.abs(arrived - at) >= afterMs ? late.of(document) : usual.of(document);
    }
}
