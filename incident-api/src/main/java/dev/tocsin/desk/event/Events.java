package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Route;
import dev.tocsin.event.EventRef;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of the desk: everything of this package, tied together. */
public final class Events implements AutoCloseable {
    private final @Nullable EventIndex index;
    private final EventSearch search;

    /**
     * @param elasticsearch null when there is none
     * @param authorization for it: the header's value, or null for none
     */
    public Events(
            @Nullable URI elasticsearch, @Nullable String authorization, InstantSource clock) {
        index = elasticsearch == null ? null : new EventIndex(elasticsearch, authorization);
        search = new EventSearch(index, clock);
    }

    /** Whether there is an Elasticsearch to ask. */
    public boolean isThere() {
        return index != null;
    }

    /** Whether Elasticsearch answers now. */
    public boolean answers() {
        return index != null && index.answers();
    }

    /**
     * The event of an id; null when there is none.
     *
     * @throws IOException when Elasticsearch does not answer, or with an error
     */
    public @Nullable JsonNode find(String id) throws IOException, InterruptedException {
        try {
            JsonNode hits = search.byIds(List.of(id)).path("hits").path("hits");
            return hits.isEmpty() ? null : hits.path(0).path("_source");
        } catch (ProblemException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * The bytes that an event came in; null when they are kept no more.
     *
     * @param readers gives readers of Kafka without a group
     * @throws IOException when Kafka does not answer
     */
    public static byte @Nullable [] raw(Supplier<Consumer<byte[], byte[]>> readers, EventRef event)
            throws IOException {
        return new RawEvents(readers).at(event.topic(), event.partition(), event.offset());
    }

    /**
     * The routes.
     *
     * @param readers gives readers of Kafka without a group
     * @param evidence the ids of the events behind the alert of an id; ends the request with 404
     *     when there is none
     */
    public List<Route> routes(
            Supplier<Consumer<byte[], byte[]>> readers, Function<String, List<String>> evidence) {
        List<Route> all = new ArrayList<>();
        all.addAll(new EventList(search).routes());
        all.addAll(new EventCounts(search).routes());
        all.addAll(new EventHandler(search, new RawEvents(readers)).routes());
        all.addAll(new AlertEvents(search, evidence).routes());
        return all;
    }

    @Override
    public void close() {
        if (index != null) {
            index.close();
        }
    }
}
