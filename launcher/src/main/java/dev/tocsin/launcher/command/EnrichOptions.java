package dev.tocsin.launcher.command;

import dev.tocsin.rules.run.EntityFile;
import dev.tocsin.topology.enrich.Enricher;
import dev.tocsin.topology.enrich.Enrichment;
import dev.tocsin.topology.enrich.EntityLists;
import dev.tocsin.topology.enrich.GeoFiles;
import dev.tocsin.topology.enrich.GeoLookup;
import dev.tocsin.topology.enrich.InternalNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What events are enriched with, as the live system does; each from a file, or not at all. */
final class EnrichOptions {
    @Option(
            names = "--entities",
            paramLabel = "FILE",
            description =
                    "Lists of assets, identities and what is watched: a YAML or JSON map of names to"
                            + " {kind: assets, entries: {web1: {criticality: high}}} or {kind:"
                            + " watch, values: [198.51.100.0/24]} (none).")
    @Nullable Path entities;

    @Option(
            names = "--geoip",
            paramLabel = "FILE",
            defaultValue = "${env:TOCSIN_GEOIP_FILE}",
            description = "Places of addresses, in MaxMind's format (TOCSIN_GEOIP_FILE).")
    @Nullable Path places;

    @Option(
            names = "--asn",
            paramLabel = "FILE",
            defaultValue = "${env:TOCSIN_ASN_FILE}",
            description = "Networks of addresses, in MaxMind's format (TOCSIN_ASN_FILE).")
    @Nullable Path networks;

    @Option(
            names = "--internal-networks",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "${env:TOCSIN_INTERNAL_NETWORKS}",
            description = "The networks that are ours (TOCSIN_INTERNAL_NETWORKS, or private ones).")
    List<String> internal = List.of();

    /** What adds to events, until it is closed. */
    record Opened(Enrichment enrichment, @Nullable GeoFiles files) implements AutoCloseable {
        @Override
        public void close() {
            if (files != null) {
                files.close();
            }
        }
    }

    /**
     * Reads the files.
     *
     * @throws WrongArgument when one is not there, or something else
     */
    Opened open() throws IOException, WrongArgument {
        require("--geoip", places);
        require("--asn", networks);
        require("--entities", entities);
        try {
            InternalNetworks ours =
                    InternalNetworks.of(internal.isEmpty() ? InternalNetworks.DEFAULT : internal);
            EntityLists lists =
                    entities == null
                            ? EntityLists.none()
                            : EntityLists.of(EntityFile.read(entities));
            GeoFiles files =
                    places == null && networks == null
                            ? null
                            : GeoFiles.open(places, networks, GeoFiles.LOOK_EVERY);
            GeoLookup geo = files == null ? GeoLookup.none() : files;
            return new Opened(new Enricher(ours, geo, () -> lists), files);
        } catch (IllegalArgumentException e) {
            throw new WrongArgument(String.valueOf(e.getMessage()));
        }
    }

    /** What the live system may add and this does not; empty when there is nothing. */
    String notShown() {
        List<String> missing = new ArrayList<>();
        if (entities == null) {
            missing.add("assets, identities and watch lists (--entities)");
        }
        if (places == null) {
            missing.add("places (--geoip)");
        }
        if (networks == null) {
            missing.add("networks of addresses (--asn)");
        }
        return missing.isEmpty() ? "" : "not shown: " + String.join(", ", missing);
    }

    private static void require(String option, @Nullable Path file) throws WrongArgument {
        if (file != null && !Files.isRegularFile(file)) {
            throw new WrongArgument(
                    "Expected a file for " + option + ", but found nothing at " + file);
        }
    }
}
