package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.value.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where on Earth an event was.
 *
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 * @param radiusKm within which the place is known
 */
record GeoPlace(double latitude, double longitude, double radiusKm) {
    /** The mean radius of the Earth (IUGG). */
    static final double EARTH_KM = 6_371.0088;

    private static final Pattern WELL_KNOWN_TEXT =
            Pattern.compile("(?i)\\s*POINT\\s*\\(\\s*(\\S+)\\s+(\\S+)\\s*\\)\\s*");

    /**
     * The place of an event, in any of the forms that Elasticsearch takes for a point but
     * geohashes: an object with lat and lon, "lat,lon", [lon, lat], a GeoJSON point, "POINT (lon
     * lat)".
     *
     * @param fields the places of the point's field and of that of its radius, best first
     * @return null if there is none
     */
    static @Nullable GeoPlace in(JsonNode event, List<List<FieldPath>> fields) {
        for (FieldPath path : fields.get(0)) {
            List<JsonNode> found = new ArrayList<>(2);
            if (path.collect(event, found) && !found.isEmpty()) {
                GeoPlace place = point(found);
                if (place != null) {
                    return place.within(radius(event, fields.get(1)));
                }
            }
        }
        return null;
    }

    private static double radius(JsonNode event, List<FieldPath> places) {
        for (String text : FieldTuples.scalars(event, places)) {
            String number = Numbers.number(text);
            if (number != null) {
                return Math.max(0, Double.parseDouble(number));
            }
        }
        return 0;
    }

    private static @Nullable GeoPlace point(List<JsonNode> found) {
        JsonNode first = found.getFirst();
        if (first.isNumber()) {
            return found.size() < 2 ? null : of(found.get(1), first);
        }
        if (first.isTextual()) {
            return parsed(first.asText());
        }
        JsonNode coordinates = first.get("coordinates");
        return coordinates != null
                ? of(coordinates.get(1), coordinates.get(0))
                : of(first.get("lat"), first.get("lon"));
    }

    private static @Nullable GeoPlace parsed(String text) {
        Matcher point = WELL_KNOWN_TEXT.matcher(text);
        if (point.matches()) {
            return of(point.group(2), point.group(1));
        }
        String[] parts = text.split(",", -1);
        return parts.length < 2 ? null : of(parts[0].strip(), parts[1].strip());
    }

    private static @Nullable GeoPlace of(
            @Nullable JsonNode latitude, @Nullable JsonNode longitude) {
        return latitude == null || longitude == null
                ? null
                : of(latitude.asText(), longitude.asText());
    }

    private static @Nullable GeoPlace of(String latitude, String longitude) {
        String north = Numbers.number(latitude);
        String east = Numbers.number(longitude);
        if (north == null || east == null) {
            return null;
        }
        GeoPlace place = new GeoPlace(Double.parseDouble(north), Double.parseDouble(east), 0);
        boolean onEarth = Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180;
        return onEarth ? place : null;
    }

    /** What {@link #text} wrote; null if it is something else. */
    static @Nullable GeoPlace ofText(String text) {
        String[] parts = text.split(",", -1);
        GeoPlace place = parts.length == 3 ? of(parts[0], parts[1]) : null;
        String radius = place == null ? null : Numbers.number(parts[2]);
        return place == null || radius == null ? null : place.within(Double.parseDouble(radius));
    }

    /** Latitude, longitude and radius, for contributions. */
    String text() {
        return latitude + "," + longitude + "," + radiusKm;
    }

    private GeoPlace within(double newRadiusKm) {
        return new GeoPlace(latitude, longitude, newRadiusKm);
    }

    /**
     * How far two places are apart at least: on the great circle (haversine formula), less both
     * radii.
     */
    double kmTo(GeoPlace other) {
        double north = Math.toRadians(other.latitude - latitude);
        double east = Math.toRadians(other.longitude - longitude);
        double chord =
                square(Math.sin(north / 2))
                        + Math.cos(Math.toRadians(latitude))
                                * Math.cos(Math.toRadians(other.latitude))
                                * square(Math.sin(east / 2));
        double km = 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
        return Math.max(0, km - radiusKm - other.radiusKm);
    }

    private static double square(double x) {
        return x * x;
    }
}
