package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of CEF and LEEF mean in ECS: both are common forms in which devices of many
 * vendors say the same.
 */
final class DeviceFields {
    private static final Map<String, String> ECS =
            Map.ofEntries(
                    // CEF
                    Map.entry("src", "source.ip"),
                    Map.entry("dst", "destination.ip"),
                    Map.entry("c6a2", "source.ip"),
                    Map.entry("c6a3", "destination.ip"),
                    Map.entry("spt", "source.port"),
                    Map.entry("dpt", "destination.port"),
                    Map.entry("shost", "source.domain"),
                    Map.entry("dhost", "destination.domain"),
                    Map.entry("sntdom", "source.user.domain"),
                    Map.entry("dntdom", "destination.user.domain"),
                    Map.entry("smac", "source.mac"),
                    Map.entry("dmac", "destination.mac"),
                    Map.entry("suser", "source.user.name"),
                    Map.entry("duser", "destination.user.name"),
                    Map.entry("suid", "source.user.id"),
                    Map.entry("duid", "destination.user.id"),
                    Map.entry("sourceTranslatedAddress", "source.nat.ip"),
                    Map.entry("sourceTranslatedPort", "source.nat.port"),
                    Map.entry("destinationTranslatedAddress", "destination.nat.ip"),
                    Map.entry("destinationTranslatedPort", "destination.nat.port"),
                    Map.entry("in", "source.bytes"),
                    Map.entry("out", "destination.bytes"),
                    Map.entry("app", "network.protocol"),
                    Map.entry("act", "event.action"),
                    Map.entry("reason", "event.reason"),
                    Map.entry("request", "url.original"),
                    Map.entry("requestMethod", "http.request.method"),
                    Map.entry("requestClientApplication", "user_agent.original"),
                    Map.entry("requestContext", "http.request.referrer"),
                    Map.entry("fname", "file.name"),
                    Map.entry("filePath", "file.path"),
                    Map.entry("fsize", "file.size"),
                    Map.entry("dvchost", "observer.hostname"),
                    Map.entry("dvc", "observer.ip"),
                    Map.entry("deviceInboundInterface", "observer.ingress.interface.name"),
                    Map.entry("deviceOutboundInterface", "observer.egress.interface.name"),
                    Map.entry("sproc", "process.name"),
                    Map.entry("spid", "process.pid"),
                    Map.entry("dproc", "process.name"),
                    Map.entry("dpid", "process.pid"),
                    // LEEF
                    Map.entry("srcPort", "source.port"),
                    Map.entry("dstPort", "destination.port"),
                    Map.entry("srcMAC", "source.mac"),
                    Map.entry("dstMAC", "destination.mac"),
                    Map.entry("srcPostNAT", "source.nat.ip"),
                    Map.entry("dstPostNAT", "destination.nat.ip"),
                    Map.entry("srcPostNATPort", "source.nat.port"),
                    Map.entry("dstPostNATPort", "destination.nat.port"),
                    Map.entry("usrName", "user.name"),
                    Map.entry("accountName", "user.name"),
                    Map.entry("domain", "user.domain"),
                    Map.entry("srcBytes", "source.bytes"),
                    Map.entry("dstBytes", "destination.bytes"),
                    Map.entry("srcPackets", "source.packets"),
                    Map.entry("dstPackets", "destination.packets"),
                    Map.entry("identHostName", "host.name"),
                    Map.entry("url", "url.original"),
                    Map.entry("policy", "rule.name"),
                    Map.entry("action", "event.action"));

    private static final List<String> TIMES = List.of("rt", "devTime", "end", "start");
    private static final Set<String> DENIES =
            Set.of(
                    "deny",
                    "denied",
                    "block",
                    "blocked",
                    "drop",
                    "dropped",
                    "reject",
                    "rejected",
                    "reset");
    private static final Set<String> ALLOWS =
            Set.of(
                    "allow",
                    "allowed",
                    "accept",
                    "accepted",
                    "permit",
                    "permitted",
                    "pass",
                    "passed");

    private DeviceFields() {}

    /** Who made the device and what it is; without a route for it, that is the log source too. */
    static void device(Draft draft, String vendor, String product, String version) {
        Fields.put(draft, "observer.vendor", vendor);
        Fields.put(draft, "observer.product", product);
        Fields.put(draft, "observer.version", version);
        if (draft.route().isEmpty() && !vendor.isBlank()) {
            draft.logSource(slug(vendor), null, product.isBlank() ? null : slug(product));
        }
    }

    private static String slug(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** The text for people stands for the line, which is kept under {@code event.original}. */
    static void message(Draft draft, @Nullable String text, String name) {
        String best = text == null || text.isBlank() ? name : text;
        if (!best.isBlank()) {
            draft.set("message", TextNode.valueOf(best));
        }
    }

    static void toEcs(ObjectNode fields, Draft draft) {
        for (String name : TIMES) {
            JsonNode time = fields.get(name);
            if (time != null && draft.time() == null) {
                draft.time(time);
            }
        }
        fields.forEachEntry(
                (name, value) -> {
                    String field = ECS.get(name);
                    if (field != null) {
                        Fields.put(draft, field, value.asText());
                    }
                });
        Fields.protocol(draft, Json.text(fields, "proto"));
        user(draft);
        hash(Json.text(fields, "fileHash"), draft);
        outcome(fields, draft);
    }

    /** Who acts; of a login, which has no other user, whose account it is. */
    private static void user(Draft draft) {
        String source = draft.text("source.user.name");
        draft.putAccount("user", source == null ? draft.text("destination.user.name") : source);
    }

    private static void hash(@Nullable String hash, Draft draft) {
        String kind =
                hash == null
                        ? null
                        : switch (hash.length()) {
                            case 32 -> "md5";
                            case 40 -> "sha1";
                            case 64 -> "sha256";
                            default -> null;
                        };
        if (hash != null && kind != null) {
            draft.put("file.hash." + kind, Texts.lower(hash));
        }
    }

    private static void outcome(ObjectNode fields, Draft draft) {
        String action = Texts.lower(String.valueOf(draft.text("event.action")));
        boolean denied = DENIES.contains(action);
        boolean allowed = ALLOWS.contains(action);
        if (draft.has("source.ip") && draft.has("destination.ip")) {
            draft.putAll("event.category", "network");
            draft.putAll("event.type", denied ? "denied" : allowed ? "allowed" : "info");
        }
        String said = Texts.lower(String.valueOf(Json.text(fields, "outcome")));
        if (said.startsWith("succe") || (said.equals("null") && allowed)) {
            draft.put("event.outcome", "success");
        } else if (said.startsWith("fail") || (said.equals("null") && denied)) {
            draft.put("event.outcome", "failure");
        }
    }

    /** A number from 0 to 10, or the names that stand for some of them. */
    static void severity(Draft draft, @Nullable String severity) {
        String said = severity == null ? "" : Texts.lower(severity.strip());
        long number =
                switch (said) {
                    case "low" -> 3;
                    case "medium" -> 6;
                    case "high" -> 8;
                    case "very-high" -> 10;
                    default -> -1;
                };
        if (number >= 0) {
            draft.put("event.severity", number);
        } else {
            draft.putNumber("event.severity", TextNode.valueOf(said));
        }
    }
}
