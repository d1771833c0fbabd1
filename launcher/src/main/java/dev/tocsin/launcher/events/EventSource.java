package dev.tocsin.launcher.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.events.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A way in which events stand in a text. */
sealed interface EventSource {
    /** What comes next and gets that number, or null at the end. */
    @Nullable Found next(long number) throws IOException;

    /** One a line: a line that cannot be read does not harm the next. */
    final class ByLine implements EventSource {
        private final Lines lines;
        private final boolean asText;
        private @Nullable Line first;
        private @Nullable Line second;

        /**
         * @param asText whether a line that is no JSON is the message of an event
         */
        ByLine(Lines lines, @Nullable Line first, @Nullable Line second, boolean asText) {
            this.asText = asText;
            this.lines = lines;
            this.first = first;
            this.second = second;
        }

        @Override
        public @Nullable Found next(long number) throws IOException {
            Line line = first != null ? first : second != null ? second : lines.next();
            if (first != null) {
                first = null;
            } else {
                second = null;
            }
            return line == null ? null : read(line, number);
        }

        private Found read(Line line, long number) {
            Found found = asJson(line, number);
            return asText && found instanceof Found.Unreadable && !line.tooLong()
                    ? new Found.Event(number, Json.object().put("message", text(line)))
                    : found;
        }

        private static String text(Line line) {
            return new String(line.bytes(), StandardCharsets.UTF_8).stripTrailing();
        }

        private static Found asJson(Line line, long number) {
            String where = "line " + line.number();
            if (line.tooLong()) {
                return new Found.Unreadable(
                        number,
                        where,
                        "Expected a line of at most %,d bytes, but found a longer one"
                                .formatted(Lines.MAX_BYTES));
            }
            try {
                return found(Json.parse(line.bytes()), number, where);
            } catch (JsonProcessingException e) {
                return new Found.Unreadable(number, where, complaint(e, false));
            } catch (IOException e) {
                return new Found.Unreadable(number, where, "Expected JSON, but " + e.getMessage());
            }
        }
    }

    /** The elements of an array, or objects one after the other, over any lines. */
    final class Tokens implements EventSource {
        private static final ObjectReader READER =
                Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

        private final JsonParser parser;
        private boolean ended;

        Tokens(InputStream in, boolean array) throws IOException {
            this.parser = Json.MAPPER.getFactory().createParser(in);
            if (array) {
                parser.nextToken();
            }
        }

        @Override
        public @Nullable Found next(long number) throws IOException {
            if (ended) {
                return null;
            }
            try {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.END_ARRAY) {
                    token = parser.nextToken();
                }
                if (token == null) {
                    ended = true;
                    return null;
                }
                String where = "line " + parser.currentTokenLocation().getLineNr();
                return found(READER.readTree(parser), number, where);
            } catch (JsonProcessingException e) {
                ended = true;
                return new Found.Unreadable(
                        number,
                        "line " + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()),
                        complaint(e, true));
            }
        }
    }

    private static Found found(JsonNode node, long number, String where) {
        return node instanceof ObjectNode event
                ? new Found.Event(number, event)
                : new Found.Unreadable(
                        number,
                        where,
                        "Expected an object, but found "
                                + (node.isMissingNode()
                                        ? "nothing"
                                        : "a JSON "
                                                + node.getNodeType()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)));
    }

    private static String complaint(JsonProcessingException e, boolean last) {
        String message = String.valueOf(e.getOriginalMessage());
        int end = message.indexOf('\n');
        return "Expected JSON, but found: "
                + (end < 0 ? message : message.substring(0, end))
                + (last ? "; the rest of the file is left out" : "");
    }
}
