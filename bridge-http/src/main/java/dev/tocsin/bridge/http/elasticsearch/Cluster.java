package dev.tocsin.bridge.http.elasticsearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.EventGateway;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.Locale;

/** What senders ask of a cluster: who it is, whether they may use it, how it does, where it is. */
final class Cluster {
    private static final String NAME = "tocsin";
    private static final String UNKNOWN = "unknown";

    /**
     * The version that we say to be. Beats send to their own and newer versions; clients of version
     * 8 find one in 9 as well.
     */
    private static final String VERSION = "9.1.0";

    private final EventGateway gateway;

    Cluster(EventGateway gateway) {
        this.gateway = gateway;
    }

    void root(Context ctx) {
        ObjectNode json = Json.object();
        json.put("name", NAME).put("cluster_name", NAME).put("cluster_uuid", NAME);
        json.putObject("version")
                .put("number", VERSION)
                .put("build_flavor", "default")
                .put("build_type", UNKNOWN)
                .put("build_hash", UNKNOWN)
                .put("build_date", "2026-01-01T00:00:00Z")
                .put("build_snapshot", false)
                .put("lucene_version", "10.2.2")
                .put("minimum_wire_compatibility_version", "8.19.0")
                .put("minimum_index_compatibility_version", "8.0.0");
        json.put("tagline", "You Know, for Search");
        ElasticAnswers.send(ctx, json);
    }

    void license(Context ctx) {
        ObjectNode json = Json.object();
        json.set("license", basic().put("issued_to", NAME).put("issuer", NAME));
        ElasticAnswers.send(ctx, json);
    }

    void xpack(Context ctx) {
        ObjectNode json = Json.object();
        json.putObject("build").put("hash", UNKNOWN).put("date", "2026-01-01T00:00:00Z");
        json.set("license", basic());
        ObjectNode features = json.putObject("features");
        features.putObject("ilm").put("available", true).put("enabled", true);
        features.putObject("monitoring").put("available", false).put("enabled", false);
        features.putObject("security").put("available", true).put("enabled", true);
        json.put("tagline", "");
        ElasticAnswers.send(ctx, json);
    }

    private static ObjectNode basic() {
        return Json.object()
                .put("uid", NAME)
                .put("type", "basic")
                .put("mode", "basic")
                .put("status", "active");
    }

    void health(Context ctx) {
        ElasticAnswers.send(
                ctx,
                Json.object()
                        .put("cluster_name", NAME)
                        .put("status", status())
                        .put("timed_out", false)
                        .put("number_of_nodes", 1)
                        .put("number_of_data_nodes", 1)
                        .put("active_primary_shards", 0)
                        .put("active_shards", 0)
                        .put("relocating_shards", 0)
                        .put("initializing_shards", 0)
                        .put("unassigned_shards", 0)
                        .put("number_of_pending_tasks", 0)
                        .put("active_shards_percent_as_number", 100.0));
    }

    /** The one line of {@code GET /_cat/health}, without the times that nobody reads. */
    void catHealth(Context ctx) {
        ElasticAnswers.text(ctx, "0 00:00:00 tocsin " + status() + " 1 1 0 0 0 0 0 0 - 100.0%\n");
    }

    private String status() {
        return gateway.healthy() ? "green" : "red";
    }

    /** One node, at the address that the sender used. */
    void nodes(Context ctx) {
        String address = address(ctx);
        ObjectNode json = Json.object();
        json.putObject("_nodes").put("total", 1).put("successful", 1).put("failed", 0);
        json.put("cluster_name", NAME);
        ObjectNode node = json.putObject("nodes").putObject(NAME);
        node.put("name", NAME).put("version", VERSION).put("transport_address", address);
        node.put("host", host(address)).put("ip", host(address));
        node.putArray("roles").add("data").add("ingest").add("master");
        ObjectNode http = node.putObject("http");
        http.putArray("bound_address").add(address);
        http.put("publish_address", address);
        http.put("max_content_length_in_bytes", gateway.config().maxBodyBytes());
        ElasticAnswers.send(ctx, json);
    }

    private static String address(Context ctx) {
        String host = ctx.host();
        if (host == null) {
            return "127.0.0.1:" + ctx.port();
        }
        boolean port = host.lastIndexOf(':') > host.lastIndexOf(']');
        boolean tls = ctx.scheme().toLowerCase(Locale.ROOT).equals("https");
        return port ? host : host + (tls ? ":443" : ":80");
    }

    private static String host(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }
}
