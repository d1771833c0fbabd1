package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.OutboxPublisher;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import java.time.InstantSource;
import java.util.List;

/** What follows from a change in other documents and on topics, one after the other. */
final class Followers implements OutboxPublisher.Consequence {
    private final Ids ids;
    private final InstantSource clock;
    private final List<Follower> all;

    /** One thing that follows. */
    @FunctionalInterface
    interface Follower {
        /**
         * Makes it follow; does nothing when it has followed already.
         *
         * @param author who made the change
         */
        void follow(JsonNode change, Author author) throws InterruptedException;
    }

    Followers(Ids ids, InstantSource clock, List<Follower> all) {
        this.ids = ids;
        this.clock = clock;
        this.all = List.copyOf(all);
    }

    @Override
    public void of(JsonNode change) throws InterruptedException {
        Author author = new Author(String.valueOf(Json.text(change, "by")), ids, clock);
        try {
            for (Follower one : all) {
                one.follow(change, author);
            }
        } catch (ProblemException | IllegalStateException e) {
            // Others change the same documents all the time: the change stays in its outbox.
            throw new OutboxPublisher.PostponedException(e);
        }
    }
}
