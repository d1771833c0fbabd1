package dev.tocsin.bridge.http.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code filter_path} of a request: which members of the answer the sender wants, as dotted
 * paths in which {@code *} is any text. Arrays do not count as a step, and what becomes empty is
 * left out, as in Elasticsearch. Paths with {@code **} or an exclusion give the whole answer.
 */
final class FilterPath {
    private static final int MAX_PATHS = 32;
    private static final Pattern EXCLUSION = Pattern.compile("(^|,)\\s*-");

    private final List<String[]> paths;

    private FilterPath(List<String[]> paths) {
        this.paths = paths;
    }

    /** The filter of a query parameter; null where the whole answer is wanted. */
    static @Nullable FilterPath of(@Nullable String parameter) {
        if (parameter == null || parameter.contains("**") || EXCLUSION.matcher(parameter).find()) {
            return null;
        }
        List<String[]> paths = new ArrayList<>();
        for (String path : parameter.split(",", -1)) {
            if (!path.isBlank()) {
                paths.add(path.strip().split("\\.", -1));
            }
        }
        return paths.isEmpty() || paths.size() > MAX_PATHS ? null : new FilterPath(paths);
    }

    /** What is left of an answer. */
    ObjectNode of(ObjectNode answer) {
        return filtered(answer, paths, 0) instanceof ObjectNode left ? left : Json.object();
    }

    private static @Nullable JsonNode filtered(JsonNode node, List<String[]> paths, int depth) {
        for (String[] path : paths) {
            if (path.length == depth) {
                return node;
            }
        }
        return switch (node) {
            case ObjectNode object -> members(object, paths, depth);
            case ArrayNode array -> elements(array, paths, depth);
            default -> null;
        };
    }

    private static @Nullable JsonNode members(ObjectNode node, List<String[]> paths, int depth) {
        ObjectNode left = Json.object();
        node.forEachEntry(
                (name, value) -> {
                    List<String[]> matching =
                            paths.stream().filter(path -> matches(path[depth], name)).toList();
                    JsonNode inner =
                            matching.isEmpty() ? null : filtered(value, matching, depth + 1);
                    if (inner != null) {
                        left.set(name, inner);
                    }
                });
        return left.isEmpty() ? null : left;
    }

    private static @Nullable JsonNode elements(ArrayNode node, List<String[]> paths, int depth) {
        ArrayNode left = Json.MAPPER.createArrayNode();
        for (JsonNode element : node) {
            JsonNode inner = filtered(element, paths, depth);
            if (inner != null) {
                left.add(inner);
            }
        }
        return left.isEmpty() ? null : left;
    }

    private static boolean matches(String step, String name) {
        String[] parts = step.split("\\*", -1);
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return step.equals(name);
        }
        int at = parts[0].length();
        if (!name.startsWith(parts[0])) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return name.length() - last.length() >= at && name.endsWith(last);
    }
}
