package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of ECS, with their types; says what of a document is neither ECS nor a sender's. */
record EcsFields(Map<String, Type> fields, Set<String> namespaces) {
    record Type(String name, boolean list) {}

    /** Our own names, and those of readers of lines that have few. */
    private static final Set<String> OWN = Set.of("@version", "nginx", "ssh", "tocsin");

    /** Senders' namespaces are those that the index has a place for. */
    private static final Path VENDORS =
            Path.of("../connect-config/component-templates/tocsin-vendors.json");

    private static final Map<String, Set<String>> VALUES =
            Map.of(
                    "event.kind",
                    Set.of(
                            "alert",
                            "asset",
                            "enrichment",
                            "event",
                            "metric",
                            "state",
                            "pipeline_error",
                            "signal"),
                    "event.category",
                    Set.of(
                            "api",
                            "authentication",
                            "configuration",
                            "database",
                            "driver",
                            "email",
                            "file",
                            "host",
                            "iam",
                            "intrusion_detection",
                            "library",
                            "malware",
                            "network",
                            "package",
                            "process",
                            "registry",
                            "session",
                            "threat",
                            "vulnerability",
                            "web"),
                    "event.type",
                    Set.of(
                            "access",
                            "admin",
                            "allowed",
                            "change",
                            "connection",
                            "creation",
                            "deletion",
                            "denied",
                            "device",
                            "end",
                            "error",
                            "group",
                            "indicator",
                            "info",
                            "installation",
                            "protocol",
                            "start",
                            "user"),
                    "event.outcome",
                    Set.of("success", "failure", "unknown"));

    static EcsFields read() throws IOException {
        Map<String, Type> fields = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/ecs-fields.txt"))) {
            if (!line.startsWith("#")) {
                String[] cells = line.split(" ", -1);
                fields.put(cells[0], new Type(cells[1], cells.length > 2));
            }
        }
        return new EcsFields(fields, readNamespaces());
    }

    private static Set<String> readNamespaces() throws IOException {
        Set<String> namespaces = new HashSet<>(OWN);
        JsonNode mappings = Json.parse(Files.readAllBytes(VENDORS)).path("template");
        mappings.path("mappings").path("properties").fieldNames().forEachRemaining(namespaces::add);
        return namespaces;
    }

    /** What does not fit, in words. */
    List<String> misfits(JsonNode event) {
        List<String> misfits = new ArrayList<>();
        event.forEachEntry(
                (name, value) -> {
                    if (!namespaces.contains(name)) {
                        collect(name, value, misfits);
                    }
                });
        return misfits;
    }

    private void collect(String path, JsonNode value, List<String> misfits) {
        Type type = fields.get(path);
        if (type != null && isOpen(type.name())) {
            return;
        }
        if (value.isObject()) {
            value.forEachEntry((name, child) -> collect(path + "." + name, child, misfits));
        } else if (type == null) {
            misfits.add(path + " is no field of ECS");
        } else if (type.list() != value.isArray()) {
            misfits.add(path + (type.list() ? " is a list in ECS" : " is no list in ECS"));
        } else {
            for (JsonNode item : value.isArray() ? value : List.of(value)) {
                if (!fits(type.name(), item) || !isAllowed(path, item)) {
                    misfits.add(
                            "%s is a %s in ECS, but %s here"
                                    .formatted(path, type, Texts.shortened(item.toString())));
                }
            }
        }
    }

    /** Objects whose parts are not checked: what stands in them has names of its own. */
    private static boolean isOpen(String type) {
        return type.equals("geo_point")
                || type.equals("object")
                || type.equals("flattened")
                || type.equals("nested");
    }

    private static boolean isAllowed(String path, JsonNode value) {
        Set<String> allowed = VALUES.get(path);
        return allowed == null || allowed.contains(value.asText());
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "long", "integer", "unsigned_long" -> value.isIntegralNumber();
            case "float", "scaled_float" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "ip" ->
                    value.isTextual() && value.textValue().equals(Ip.canonical(value.asText()));
            case "date" -> isDate(value);
            default -> value.isTextual();
        };
    }

    private static boolean isDate(JsonNode value) {
        try {
            return value.isTextual() && Instant.parse(value.textValue()).isAfter(Instant.EPOCH);
        } catch (DateTimeException _) {
            return false;
        }
    }
}
