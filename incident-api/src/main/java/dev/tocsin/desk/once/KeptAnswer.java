package dev.tocsin.desk.once;

import dev.tocsin.desk.http.Mentions;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An answer that can be given again.
 *
 * @param status of HTTP
 * @param headers those that tell of what was made
 * @param body as it was sent; null for none
 * @param mentions the incidents that it names
 */
record KeptAnswer(
        int status, Map<String, String> headers, @Nullable String body, Set<String> mentions) {
    private static final String MENTIONS = "mentions";
    private static final List<String> HEADERS = List.of("Content-Type", "ETag", "Location");

    KeptAnswer {
        headers = Map.copyOf(headers);
        mentions = Set.copyOf(mentions);
    }

    /** The one that a handler has just made. */
    static KeptAnswer of(Context ctx) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : HEADERS) {
            String value = ctx.res().getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new KeptAnswer(ctx.statusCode(), headers, ctx.result(), Mentions.of(ctx));
    }

    void send(Context ctx) {
        ctx.status(status);
        headers.forEach(ctx::header);
        if (body != null) {
            ctx.result(body);
        }
    }

    Document toDocument() {
        Document document =
                new Document("status", status)
                        .append("body", body)
                        .append(MENTIONS, List.copyOf(mentions));
        headers.forEach((name, value) -> document.append(name, value));
        return document;
    }

    static KeptAnswer from(Document document) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : HEADERS) {
            String value = document.getString(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        int status = Objects.requireNonNull(document.get("status", Number.class)).intValue();
        List<String> mentions = document.getList(MENTIONS, String.class, List.of());
        return new KeptAnswer(status, headers, document.getString("body"), new HashSet<>(mentions));
    }
}
