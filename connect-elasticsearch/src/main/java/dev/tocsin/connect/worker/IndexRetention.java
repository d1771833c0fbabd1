package dev.tocsin.connect.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connect.client.ElasticsearchClient;
import dev.tocsin.connect.client.ElasticsearchClient.Answer;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes indices whose day, at the end of their names, is longer ago than they are kept. Works on
 * every Elasticsearch, also on one without lifecycle policies. Several workers may do it at once.
 */
public final class IndexRetention implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexRetention.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final int DAY_LENGTH = "2026.01.01".length();

    private final ElasticsearchClient client;
    private final Map<String, Integer> days;
    private final InstantSource clock;

    /**
     * Keeps nothing itself; the client stays the caller's.
     *
     * @param days by the start of the names, which the day must follow at once
     */
    public IndexRetention(
            ElasticsearchClient client, Map<String, Integer> days, InstantSource clock) {
        this.client = client;
        this.days = Map.copyOf(days);
        this.clock = clock;
    }

    /** One round; what fails is logged and tried in the next. */
    @Override
    public void run() {
        try {
            for (Map.Entry<String, Integer> kept : days.entrySet()) {
                for (String index : expired(kept.getKey(), kept.getValue())) {
                    delete(index, kept.getValue());
                }
            }
        } catch (IOException e) {
            LOG.warn("Retention: {}", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> expired(String prefix, int keptDays)
            throws IOException, InterruptedException {
        Answer answer = client.send("GET", "/_cat/indices/" + prefix + "*?h=index&format=json");
        if (!answer.ok()) {
            throw new IOException(
                    "Expected the names of indices, but found HTTP " + answer.status());
        }
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(keptDays);
        List<String> expired = new ArrayList<>();
        for (JsonNode row : Json.parse(answer.body())) {
            String index = row.path("index").asText();
            if (isBefore(index, prefix, first)) {
                expired.add(index);
            }
        }
        return expired;
    }

    private static boolean isBefore(String index, String prefix, LocalDate first) {
        if (index.length() != prefix.length() + DAY_LENGTH || !index.startsWith(prefix)) {
            return false;
        }
        try {
            return LocalDate.parse(index.substring(prefix.length()), DAY).isBefore(first);
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private void delete(String index, int keptDays) throws IOException, InterruptedException {
        Answer answer = client.send("DELETE", "/" + index);
        if (answer.ok()) {
            LOG.info("Deleted {}, kept for {} days", index, keptDays);
        } else if (answer.status() != 404) {
            LOG.warn("Could not delete {}: HTTP {}", index, answer.status());
        }
    }
}
