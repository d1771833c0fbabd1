package dev.tocsin.bridge.rabbit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue that is consumed, and what brings messages into it.
 *
 * @param queue its name
 * @param exchange the exchange that it is bound to; null when somebody else binds it
 * @param routingKey the key of the binding
 */
record Binding(String queue, @Nullable String exchange, String routingKey) {

    /**
     * Reads {@code queue=exchange/routing.key,queue2=exchange2/key,queue3}. A queue that is named
     * again has one more binding; one without an exchange is consumed as it is.
     *
     * @param variable for error messages
     */
    static List<Binding> parse(String variable, String text) {
        List<Binding> bindings = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            if (!entry.isBlank()) {
                bindings.add(one(variable, entry.strip()));
            }
        }
        if (bindings.isEmpty()) {
            throw wrong(variable, text);
        }
        return List.copyOf(bindings);
    }

    private static Binding one(String variable, String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            return new Binding(entry, null, "");
        }
        String target = entry.substring(equals + 1).strip();
        int slash = target.indexOf('/');
        String exchange = slash < 0 ? target : target.substring(0, slash);
        if (equals == 0 || exchange.isEmpty()) {
            throw wrong(variable, entry);
        }
        String key = slash < 0 ? "" : target.substring(slash + 1);
        return new Binding(entry.substring(0, equals).strip(), exchange, key);
    }

    private static IllegalArgumentException wrong(String variable, String found) {
        return new IllegalArgumentException(
                "Expected "
                        + variable
                        + " to be queue=exchange/routing.key,queue2=exchange2/key, but found \""
                        + found
                        + "\"");
    }

    /** As it is read. */
    @Override
    public String toString() {
        return exchange == null ? queue : queue + "=" + exchange + "/" + routingKey;
    }
}
