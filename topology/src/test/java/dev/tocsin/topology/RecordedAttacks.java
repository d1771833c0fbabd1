package dev.tocsin.topology;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Recordings of Windows hosts, one {@code *.json.gz} of one event per line each, in the order in
 * which the events arrived at the collector, which is not the order in which they happened. An
 * event's key is its place, so that it has the same id in every order.
 */
record RecordedAttacks(List<List<Recorded>> recordings) {

    /** One event, and the key that its sender gives it. */
    record Recorded(String key, JsonNode event) {
        /** Comparable as text: {@code 2020-08-06 15:56:04.866}, or with T and Z. */
        String time() {
            String utc = event.path("UtcTime").asText(event.path("@timestamp").asText());
            return utc.replace('T', ' ').replace("Z", "");
        }
    }

    static RecordedAttacks read(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new RecordedAttacks(
                    files.filter(file -> file.toString().endsWith(".json.gz"))
                            .map(RecordedAttacks::recording)
                            .sorted(Comparator.comparing(events -> events.getFirst().time()))
                            .toList());
        }
    }

    private static List<Recorded> recording(Path file) {
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            List<Recorded> events = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String key = file.getFileName() + "-" + events.size();
                events.add(new Recorded(key, Json.parse(line.getBytes(StandardCharsets.UTF_8))));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Recorded> asTheyArrived() {
        return recordings.stream().flatMap(List::stream).toList();
    }

    List<Recorded> asTheyHappened() {
        return asTheyArrived().stream().sorted(Comparator.comparing(Recorded::time)).toList();
    }

    /** Every recording from its end to its beginning: all within the grace. */
    List<Recorded> backwards() {
        return recordings.stream().flatMap(events -> events.reversed().stream()).toList();
    }

    /** Every recording in an order of chance. */
    List<Recorded> shuffled(long seed) {
        Random random = new Random(seed);
        List<Recorded> all = new ArrayList<>();
        for (List<Recorded> recording : recordings) {
            List<Recorded> shuffled = new ArrayList<>(recording);
            Collections.shuffle(shuffled, random);
            all.addAll(shuffled);
        }
        return all;
    }
}
