package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/** Places on the globe, as senders that know them say them. */
final class Geo {
    private Geo() {}

    /** Sets {@code source.geo.location}, if both are numbers of the globe. */
    static void source(JsonNode latitude, JsonNode longitude, Draft draft) {
        if (latitude.isNumber()
                && longitude.isNumber()
                && Math.abs(latitude.doubleValue()) <= 90
                && Math.abs(longitude.doubleValue()) <= 180) {
            ObjectNode location = Json.object();
            location.set("lat", latitude);
            location.set("lon", longitude);
            draft.put("source.geo.location", location);
        }
    }
}
