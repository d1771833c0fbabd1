package dev.tocsin.topology;

import dev.tocsin.topology.enrich.Enricher;
import dev.tocsin.topology.enrich.EntityLists;
import dev.tocsin.topology.enrich.GeoFiles;
import dev.tocsin.topology.enrich.GeoLookup;
import dev.tocsin.topology.enrich.InternalNetworks;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What events are enriched with, besides the published lists.
 *
 * @param internalNetworks {@code TOCSIN_INTERNAL_NETWORKS}, parted by commas
 * @param places {@code TOCSIN_GEOIP_FILE}: a City or Country file in MaxMind's format
 * @param networks {@code TOCSIN_ASN_FILE}: an ASN file in MaxMind's format
 */
record EnrichConfig(List<String> internalNetworks, @Nullable Path places, @Nullable Path networks) {

    EnrichConfig {
        internalNetworks = List.copyOf(internalNetworks);
        var _ = InternalNetworks.of(internalNetworks);
    }

    static EnrichConfig from(Environment read) {
        String internal =
                read.text("TOCSIN_INTERNAL_NETWORKS", String.join(",", InternalNetworks.DEFAULT));
        return new EnrichConfig(
                List.of(internal.split(",", -1)),
                path(read.text("TOCSIN_GEOIP_FILE", "")),
                path(read.text("TOCSIN_ASN_FILE", "")));
    }

    private static @Nullable Path path(String text) {
        return text.isEmpty() ? null : Path.of(text);
    }

    GeoFiles geoFiles() {
        return GeoFiles.open(places, networks, GeoFiles.LOOK_EVERY);
    }

    Enricher enricher(GeoLookup geo, Supplier<EntityLists> lists) {
        return new Enricher(InternalNetworks.of(internalNetworks), geo, lists);
    }
}
