package dev.tocsin.desk;

import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.desk.list.EntryHandler;
import dev.tocsin.desk.list.ListEditor;
import dev.tocsin.desk.list.ListExpiry;
import dev.tocsin.desk.list.ListHandler;
import dev.tocsin.desk.list.ListOwners;
import dev.tocsin.desk.list.ListStore;
import dev.tocsin.desk.list.ListTopic;
import dev.tocsin.desk.list.Lists;
import dev.tocsin.desk.mozdef.MozDefAlerts;
import dev.tocsin.desk.mozdef.MozDefHandler;
import dev.tocsin.desk.mozdef.MozDefIncidents;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.desk.token.TokenHandler;
import dev.tocsin.desk.token.TokenStore;
import dev.tocsin.desk.token.TokenTopic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/** What the desk gives to the stream of events: lists, and the tokens of those who send. */
final class DeskLists implements AutoCloseable {
    private static final Duration EXPIRY = Duration.ofSeconds(1);

    private final Surroundings around;
    private final TokenStore tokens;
    private final TokenTopic tokenTopic;
    private final ListStore store;
    private final ListOwners owners;
    private final ListEditor editor;
    private final ListTopic topic;
    private final ListExpiry expiry;

    DeskLists(Surroundings around, KafkaClients kafka, Producer<byte[], byte[]> producer) {
        this.around = around;
        tokens = new TokenStore(around.store(), around.signals());
        tokenTopic = new TokenTopic(tokens, producer);
        store = new ListStore(around.store(), around.signals());
        owners = new ListOwners(kafka::stream);
        editor = new ListEditor(store);
        topic = new ListTopic(store, producer, around.clock());
        Author machine = new Author(ListExpiry.AUTHOR, around.ids(), around.clock());
        expiry = new ListExpiry(store, editor, machine, EXPIRY);
    }

    /** What follows from changes of lists and tokens. */
    List<Followers.Follower> followers() {
        return List.of(
                (change, _) -> tokenTopic.follow(change), (change, _) -> topic.follow(change));
    }

    /** The routes, with those that MozDef had. */
    List<Route> routes(IncidentDesk incidents, AlertStore alerts) {
        Ids ids = around.ids();
        InstantSource clock = around.clock();
        List<Route> all = new ArrayList<>();
        all.addAll(new TokenHandler(tokens, around.history(), ids, clock).routes());
        all.addAll(new ListHandler(store, editor, owners, around.history(), ids, clock).routes());
        all.addAll(new EntryHandler(store, editor, ids, clock).routes());
        all.addAll(
                new MozDefHandler(
                                new Lists(store, editor, owners, clock),
                                new MozDefIncidents(incidents::open),
                                new MozDefAlerts(alerts),
                                ids,
                                clock)
                        .routes());
        return all;
    }

    void start() {
        expiry.start();
    }

    @Override
    public void close() {
        expiry.close();
    }
}
