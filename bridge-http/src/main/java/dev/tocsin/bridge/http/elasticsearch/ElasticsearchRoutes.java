package dev.tocsin.bridge.http.elasticsearch;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.http.DoorRoute;
import dev.tocsin.bridge.http.SeenIds;
import java.util.ArrayList;
import java.util.List;

/** Where the door for Elasticsearch's senders is. */
public final class ElasticsearchRoutes {
    private ElasticsearchRoutes() {}

    /** Its routes; the last of them takes any path of one step. */
    public static List<DoorRoute> of(EventGateway gateway) {
        Cluster cluster = new Cluster(gateway);
        List<DoorRoute> routes = new ArrayList<>();
        Documents documents = new Documents(gateway, new SeenIds(SeenIds.CAPACITY));
        routes.add(
                new DoorRoute(
                        new BulkHandler(gateway, documents),
                        List.of(POST, PUT),
                        List.of("/_bulk", "/{index}/_bulk", "/{index}/{type}/_bulk")));
        routes.addAll(documents(documents));
        routes.add(ask(cluster::root, "/"));
        routes.add(ask(cluster::license, "/_license"));
        routes.add(ask(cluster::xpack, "/_xpack"));
        routes.add(ask(cluster::health, "/_cluster/health", "/_cluster/health/{index}"));
        routes.add(ask(cluster::catHealth, "/_cat/health"));
        routes.add(ask(cluster::nodes, "/_nodes", "/_nodes/http", "/_nodes/_all/http"));
        for (SetupKind kind : SetupKind.values()) {
            routes.add(new DoorRoute(new SetupHandler(kind), kind.methods(), kind.paths()));
        }
        return routes;
    }

    private static List<DoorRoute> documents(Documents documents) {
        DocumentHandler index = new DocumentHandler(documents, "index");
        DocumentHandler create = new DocumentHandler(documents, "create");
        return List.of(
                new DoorRoute(index, List.of(POST), List.of("/{index}/_doc")),
                new DoorRoute(index, List.of(POST, PUT), List.of("/{index}/_doc/{id}")),
                new DoorRoute(create, List.of(POST, PUT), List.of("/{index}/_create/{id}")));
    }

    private static DoorRoute ask(Question question, String... paths) {
        return new DoorRoute(new QuestionHandler(question), List.of(GET, HEAD), List.of(paths));
    }
}
