package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers searches for events by their ids, as Elasticsearch does; may be away for a while. */
final class ElasticStub implements AutoCloseable {
    private final Map<String, ObjectNode> events = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean away;

    ElasticStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String id, ObjectNode event) {
        events.put(id, event);
    }

    void remove(String id) {
        events.remove(id);
    }

    void away(boolean now) {
        away = now;
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode wanted = Json.parse(exchange.getRequestBody().readAllBytes());
        ObjectNode body = Json.object();
        ArrayNode hits = body.withObject("/hits").putArray("hits");
        for (JsonNode id : wanted.at("/query/ids/values")) {
            ObjectNode event = events.get(id.asText());
            if (event != null) {
                hits.addObject().put("_id", id.asText()).set("_source", event);
            }
        }
        byte[] bytes = Json.bytes(body);
        exchange.sendResponseHeaders(away ? 503 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
