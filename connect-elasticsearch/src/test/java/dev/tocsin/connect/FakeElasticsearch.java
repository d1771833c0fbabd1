package dev.tocsin.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The bulk API over real HTTP, with faults that a test asks for; keeps documents by id. */
public final class FakeElasticsearch implements AutoCloseable {
    public final Map<String, JsonNode> documents = new ConcurrentHashMap<>();
    final List<List<String>> requests = new CopyOnWriteArrayList<>();
    public final List<String> others = new CopyOnWriteArrayList<>();
    public final List<String> indices = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Answer> faults = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<Sent, String> verdict = _ -> "";

    /** An answer to a whole request. */
    public record Answer(int status, String body, boolean hangs) {
        public static Answer of(int status) {
            return new Answer(status, "{\"error\":{\"type\":\"t\",\"reason\":\"no\"}}", false);
        }

        static Answer hanging() {
            return new Answer(0, "", true);
        }
    }

    /** One document of a request: how often it was sent so far counts from 1. */
    record Sent(String id, JsonNode action, JsonNode source, int times) {}

    public FakeElasticsearch() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/_bulk", this::bulk);
        server.createContext("/", this::other);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next requests get these answers. */
    public void answerNext(Answer... answers) {
        faults.addAll(List.of(answers));
    }

    /** What is answered for a document: {@code status type reason}, or empty for 201. */
    void answerEach(Function<Sent, String> byDocument) {
        verdict = byDocument;
    }

    private void bulk(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> lines =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            Answer fault = faults.poll();
            if (fault != null && fault.hangs()) {
                hang();
                return;
            }
            if (fault != null) {
                respond(exchange, fault.status(), fault.body());
            } else {
                respond(exchange, 200, process(lines));
            }
        }
    }

    /** Health, templates, and the names and the deletion of indices. */
    private void other(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            others.add(exchange.getRequestMethod() + " " + path);
            ArrayNode rows = Json.MAPPER.createArrayNode();
            if (path.startsWith("/_cat/indices/")) {
                indices.forEach(index -> rows.addObject().put("index", index));
            }
            respond(exchange, 200, rows.toString());
        }
    }

    private void hang() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String process(List<String> lines) throws IOException {
        ArrayNode items = Json.MAPPER.createArrayNode();
        List<String> ids = new CopyOnWriteArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            JsonNode action = parse(lines.get(i)).get("index");
            String id = action.get("_id").asText();
            ids.add(id);
            int times = 1;
            for (List<String> earlier : requests) {
                times += earlier.contains(id) ? 1 : 0;
            }
            Sent sent = new Sent(id, action, parse(lines.get(i + 1)), times);
            items.addObject().set("index", item(sent));
        }
        requests.add(ids);
        return Json.object().<ObjectNode>set("items", items).toString();
    }

    private ObjectNode item(Sent sent) {
        String answer = verdict.apply(sent);
        ObjectNode item = Json.object();
        if (answer.isEmpty()) {
            documents.put(sent.id(), sent.source());
            return item.put("status", 201);
        }
        String[] parts = answer.split(" ", 3);
        item.put("status", Integer.parseInt(parts[0]));
        item.putObject("error").put("type", parts[1]).put("reason", parts[2]);
        return item;
    }

    private static JsonNode parse(String line) {
        try {
            return Json.parse(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
