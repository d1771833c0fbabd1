package dev.tocsin.bridge.http.splunk;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.OPTIONS;
import static io.javalin.http.HandlerType.POST;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.http.Delivery;
import dev.tocsin.bridge.http.DoorRoute;
import io.javalin.http.HandlerType;
import java.util.List;

/** Where the HTTP Event Collector is. */
public final class SplunkRoutes {
    private static final String COLLECTOR = "/services/collector";

    private SplunkRoutes() {}

    /**
     * Its routes.
     *
     * @param acks whether senders that name a channel get ack ids
     */
    public static List<DoorRoute> of(EventGateway gateway, boolean acks) {
        Acks known = acks ? new Acks(Acks.MAX_CHANNELS) : null;
        Delivery delivery = new Delivery(gateway);
        List<HandlerType> post = List.of(POST);
        return List.of(
                new DoorRoute(
                        new CollectorHandler(delivery, new EnvelopeReader(), known),
                        List.of(POST, OPTIONS),
                        List.of(
                                COLLECTOR,
                                COLLECTOR + "/1.0",
                                COLLECTOR + "/event",
                                COLLECTOR + "/event/1.0")),
                new DoorRoute(
                        new CollectorHandler(delivery, new LineReader(), known),
                        post,
                        versions("/raw")),
                new DoorRoute(new AckHandler(known), post, versions("/ack")),
                new DoorRoute(new HealthHandler(gateway), List.of(GET, HEAD), versions("/health")));
    }

    private static List<String> versions(String path) {
        return List.of(COLLECTOR + path, COLLECTOR + path + "/1.0");
    }
}
