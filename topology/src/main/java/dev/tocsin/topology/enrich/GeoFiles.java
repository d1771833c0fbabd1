package dev.tocsin.topology.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places (a City or Country file) and networks (an ASN file) of addresses, from files that are
 * looked at again on a thread of its own. Thread-safe.
 */
public final class GeoFiles implements GeoLookup, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GeoFiles.class);

    /** How long a changed file may go unnoticed. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final @Nullable GeoDatabase places;
    private final @Nullable GeoDatabase networks;
    private final ScheduledExecutorService looks;

    private GeoFiles(
            @Nullable Path places,
            @Nullable Path networks,
            Duration lookEvery,
            ScheduledExecutorService looks) {
        this.places = places == null ? null : new GeoDatabase(places);
        this.networks = networks == null ? null : new GeoDatabase(networks);
        this.looks = looks;
        if (places == null && networks == null) {
            LOG.info("No files of places and networks are set; addresses get neither");
        }
        refresh();
        long millis = lookEvery.toMillis();
        var _ = looks.scheduleWithFixedDelay(this::refresh, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Reads what is there.
     *
     * @param places a City or Country file, or null for none
     * @param networks an ASN file, or null for none
     */
    public static GeoFiles open(
            @Nullable Path places, @Nullable Path networks, Duration lookEvery) {
        return new GeoFiles(
                places,
                networks,
                lookEvery,
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("tocsin-geo-files").factory()));
    }

    private void refresh() {
        for (GeoDatabase database : new GeoDatabase[] {places, networks}) {
            if (database != null) {
                database.refresh();
            }
        }
    }

    @Override
    public @Nullable ObjectNode geo(String address) {
        Map<?, ?> found = places == null ? null : places.find(address);
        if (found == null) {
            return null;
        }
        ObjectNode geo = Json.object();
        put(geo, "continent_code", value(found, "continent", "code"));
        put(geo, "continent_name", value(found, "continent", "names", "en"));
        put(geo, "country_iso_code", value(found, "country", "iso_code"));
        put(geo, "country_name", value(found, "country", "names", "en"));
        region(found, geo);
        put(geo, "city_name", value(found, "city", "names", "en"));
        put(geo, "postal_code", value(found, "postal", "code"));
        put(geo, "timezone", value(found, "location", "time_zone"));
        location(found, geo);
        return geo.isEmpty() ? null : geo;
    }

    private static void region(Map<?, ?> found, ObjectNode geo) {
        if (found.get("subdivisions") instanceof List<?> regions
                && !regions.isEmpty()
                && regions.getFirst() instanceof Map<?, ?> first) {
            put(geo, "region_name", value(first, "names", "en"));
            Object country = value(found, "country", "iso_code");
            Object code = value(first, "iso_code");
            put(
                    geo,
                    "region_iso_code",
                    country == null || code == null ? null : country + "-" + code);
        }
    }

    private static void location(Map<?, ?> found, ObjectNode geo) {
        if (value(found, "location", "latitude") instanceof Number latitude
                && value(found, "location", "longitude") instanceof Number longitude) {
            geo.putObject("location")
                    .put("lat", latitude.doubleValue())
                    .put("lon", longitude.doubleValue());
        }
        if (value(found, "location", "accuracy_radius") instanceof Number radius) {
            geo.put("accuracy_radius", radius.intValue());
        }
    }

    @Override
    public @Nullable ObjectNode as(String address) {
        Map<?, ?> found = networks == null ? null : networks.find(address);
        if (found == null) {
            return null;
        }
        ObjectNode as = Json.object();
        if (found.get("autonomous_system_number") instanceof Number number) {
            as.put("number", number.longValue());
        }
        if (found.get("autonomous_system_organization") instanceof String organization) {
            as.putObject("organization").put("name", organization);
        }
        return as.isEmpty() ? null : as;
    }

    private static @Nullable Object value(Map<?, ?> found, String... names) {
        Object at = found;
        for (String name : names) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }

    private static void put(ObjectNode geo, String name, @Nullable Object value) {
        if (value instanceof String text) {
            geo.put(name, text);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
