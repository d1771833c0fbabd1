package dev.tocsin.bridge.http.splunk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tocsin.bridge.split.BodySplitter;
import dev.tocsin.bridge.split.Item;
import dev.tocsin.bridge.split.Split;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads envelopes, {@code {"time":…,"host":…,"event":…}}, one after the other with or without space
 * between; each is kept as it is.
 */
final class EnvelopeReader implements HecReader {
    @Override
    public boolean takesText() {
        return false;
    }

    @Override
    public void read(byte[] body, Context ctx, HecItems items) {
        switch (BodySplitter.split(body, false, items.left())) {
            case Split.TooMany(int _) -> items.tooMany();
            case Split.Items(List<Item> found) -> {
                for (Item item : found) {
                    if (!add(item, item.bytes(body), items)) {
                        return;
                    }
                }
            }
        }
    }

    private static boolean add(Item item, byte[] bytes, HecItems items) {
        return switch (item) {
            case Item.Malformed malformed ->
                    items.malformed(bytes, malformed.reason(), HecCode.INVALID_DATA_FORMAT);
            case Item.Event _ -> {
                HecCode code = defect(bytes);
                yield code == null
                        ? items.event(bytes)
                        : items.malformed(
                                bytes,
                                "Expected an envelope with an event, but found: " + code.text(),
                                code);
            }
        };
    }

    /** What is wrong with the member {@code event}, or null. */
    private static @Nullable HecCode defect(byte[] envelope) {
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(envelope)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean event = parser.currentName().equals("event");
                JsonToken value = parser.nextToken();
                if (event) {
                    return isBlank(parser, value) ? HecCode.EVENT_BLANK : null;
                }
                parser.skipChildren();
            }
            return HecCode.EVENT_REQUIRED;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected JSON that was checked before", e);
        }
    }

    private static boolean isBlank(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_NULL
                || (value == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
    }
}
