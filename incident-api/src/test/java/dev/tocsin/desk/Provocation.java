package dev.tocsin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Something wrong that can be done to a request of any route, and the refusal that it is to get.
 *
 * @param status of the refusal, where the route specifies it
 * @param change what is done to the request
 */
record Provocation(int status, UnaryOperator<Sent> change) {
    private static final String IF_MATCH = "If-Match";
    private static final Set<String> ON_A_VERSION = Set.of("PUT", "PATCH", "DELETE");
    private static final String TOO_LARGE = "x".repeat(1_100_000);

    /**
     * All for a request that would succeed, in an order in which what does not refuse it comes
     * last.
     *
     * @param specified the errors of its operation
     * @param stranger a valid key that reaches none of the routes
     */
    static List<Provocation> of(
            Specification.Operation operation, Sent good, Set<Integer> specified, String stranger) {
        List<Provocation> all = new ArrayList<>();
        all.add(new Provocation(401, sent -> sent.without("Authorization")));
        all.add(new Provocation(403, sent -> sent.with("Authorization", "Bearer " + stranger)));
        if (ON_A_VERSION.contains(operation.method())) {
            all.add(new Provocation(428, sent -> sent.without(IF_MATCH)));
        }
        if (ON_A_VERSION.contains(operation.method()) || specified.contains(412)) {
            all.add(new Provocation(412, sent -> sent.with(IF_MATCH, "\"987654321\"")));
        }
        if (operation.path().contains("{")) {
            all.add(new Provocation(404, sent -> sent.at(nowhere(operation.path(), sent.path()))));
        }
        if (good.body() != null) {
            all.addAll(ofBodies(good.body()));
        }
        if (operation.method().equals("POST")) {
            all.add(new Provocation(400, sent -> sent.with("Idempotency-Key", " ")));
        }
        all.add(new Provocation(400, sent -> sent.at(sent.path() + "?no_such_parameter=1")));
        return all;
    }

    private static List<Provocation> ofBodies(String body) {
        List<Provocation> all = new ArrayList<>();
        all.add(new Provocation(415, sent -> sent.saying("text/plain", body)));
        all.add(new Provocation(415, sent -> sent.saying(null, body)));
        all.add(new Provocation(413, sent -> sent.saying(sent.type(), TOO_LARGE)));
        all.add(new Provocation(400, sent -> sent.saying(sent.type(), "{")));
        if (body.startsWith("{") && !body.contains("\n")) {
            all.add(new Provocation(422, sent -> sent.saying(sent.type(), unknown(body))));
        }
        return all;
    }

    private static String unknown(String body) {
        try {
            return ((ObjectNode) Json.parse(body.getBytes(UTF_8)))
                    .put("no_such_member", 1)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path with another value for its last parameter. */
    private static String nowhere(String template, String path) {
        String[] wanted = template.split("/", -1);
        String[] found = path.split("\\?", 2)[0].split("/", -1);
        for (int i = wanted.length - 1; i >= 0; i--) {
            if (wanted[i].startsWith("{")) {
                found[i] = "nowhere";
                break;
            }
        }
        return String.join("/", found);
    }
}
