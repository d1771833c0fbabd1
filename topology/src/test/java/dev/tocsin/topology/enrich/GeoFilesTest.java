package dev.tocsin.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoFilesTest {
    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir Path directory;

    @Test
    void saysWhereAnAddressIs() throws Exception {
        Path file = write("city.mmdb", "City", city("Berlin"));
        try (GeoFiles files = GeoFiles.open(file, null, SOON)) {
            assertThat(files.geo("198.51.100.7"))
                    .isEqualTo(
                            json(
                                    """
                                    {"continent_code": "EU", "continent_name": "Europe",
                                     "country_iso_code": "DE", "country_name": "Germany",
                                     "region_name": "Land Berlin", "region_iso_code": "DE-BE",
                                     "city_name": "Berlin", "timezone": "Europe/Berlin",
                                     "location": {"lat": 52.5, "lon": 13.4}, "accuracy_radius": 20}
                                    """));
            assertThat(files.geo("2001:db8::7")).isNotNull();
            assertThat(files.geo("203.0.113.1")).isNull();
            assertThat(files.geo("no address")).isNull();
            assertThat(files.as("198.51.100.7")).isNull();
        }
    }

    @Test
    void saysToWhoseNetworkAnAddressBelongs() throws Exception {
        GeoFileWriter asn =
                new GeoFileWriter()
                        .put(
                                "198.51.100.0/24",
                                Map.of(
                                        "autonomous_system_number",
                                        64_500,
                                        "autonomous_system_organization",
                                        "Beispiel AG"));
        Path file = write("asn.mmdb", "ASN", asn);
        try (GeoFiles files = GeoFiles.open(null, file, SOON)) {
            assertThat(files.as("198.51.100.7"))
                    .hasToString("{\"number\":64500,\"organization\":{\"name\":\"Beispiel AG\"}}");
            assertThat(files.geo("198.51.100.7")).isNull();
        }
    }

    @Test
    void takesUpAFileThatComesChangesAndGoes() throws Exception {
        Path file = directory.resolve("later.mmdb");
        try (GeoFiles files = GeoFiles.open(file, null, SOON)) {
            assertThat(files.geo("198.51.100.7")).isNull();

            write("later.mmdb", "City", city("Berlin"));
            await().untilAsserted(() -> assertThat(cityOf(files)).isEqualTo("Berlin"));

            write("later.mmdb", "City", city("Buxtehude"));
            await().untilAsserted(() -> assertThat(cityOf(files)).isEqualTo("Buxtehude"));

            Files.delete(file);
            await().untilAsserted(() -> assertThat(cityOf(files)).isEqualTo("none"));
        }
    }

    @Test
    void aFileThatCannotBeReadLeavesTheOneBeforeInUse() throws Exception {
        Path file = write("broken.mmdb", "City", city("Berlin"));
        GeoDatabase database = new GeoDatabase(file);
        database.refresh();
        Files.writeString(file, "no database");
        database.refresh();
        assertThat(database.find("198.51.100.7")).isNotNull();
    }

    private static String cityOf(GeoFiles files) {
        ObjectNode geo = files.geo("198.51.100.7");
        return geo == null ? "none" : geo.path("city_name").asText();
    }

    private static GeoFileWriter city(String name) throws Exception {
        Map<String, Object> values =
                Map.of(
                        "continent", Map.of("code", "EU", "names", Map.of("en", "Europe")),
                        "country", Map.of("iso_code", "DE", "names", Map.of("en", "Germany")),
                        "subdivisions",
                                List.of(
                                        Map.of(
                                                "iso_code",
                                                "BE",
                                                "names",
                                                Map.of("en", "Land Berlin"))),
                        "city", Map.of("names", Map.of("en", name, "de", name)),
                        "location",
                                Map.of(
                                        "latitude",
                                        52.5,
                                        "longitude",
                                        13.4,
                                        "accuracy_radius",
                                        20,
                                        "time_zone",
                                        "Europe/Berlin"));
        return new GeoFileWriter().put("198.51.100.0/24", values).put("2001:db8::/32", values);
    }

    /** As a program that keeps files up to date does: beside, then in place. */
    private Path write(String name, String type, GeoFileWriter database) throws Exception {
        Path beside = Files.write(directory.resolve(name + ".new"), database.bytes(type));
        return Files.move(beside, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) Json.MAPPER.readTree(text);
    }
}
