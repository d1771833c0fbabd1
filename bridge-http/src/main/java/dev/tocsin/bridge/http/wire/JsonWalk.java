package dev.tocsin.bridge.http.wire;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tocsin.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks a JSON document of a known form: what the form names is entered or said where it stands,
 * the rest is skipped. One walk reads one document.
 */
public final class JsonWalk implements AutoCloseable {
    private static final int MOST_OF_A_MESSAGE = 240;

    private final byte[] body;
    private final JsonParser parser;

    /** Takes one member of an object; its value is the current one, to be read or skipped. */
    @FunctionalInterface
    public interface Member {
        void take(String name) throws IOException;
    }

    /** Takes one element of an array, which is the current value. */
    @FunctionalInterface
    public interface Element {
        void take() throws IOException;
    }

    public JsonWalk(byte[] body) throws IOException {
        this.body = body;
        this.parser = Json.MAPPER.getFactory().createParser(body);
    }

    /** Reads the document, which is one object. */
    public void document(Member member) throws IOException {
        if (body.length > 1 && (body[0] == 0 || body[1] == 0)) {
            throw new JsonParseException(parser, "byte 0x00: the text must be UTF-8");
        }
        parser.nextToken();
        object("the body", member);
        if (parser.nextToken() != null) {
            throw wrong("the end of the body");
        }
    }

    /** Reads the members of the current value, which is an object or null. */
    public void object(String what, Member member) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object in " + what);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            member.take(name);
        }
    }

    /** Reads the elements of the current value, which is an array or null. */
    public void array(String what, Element element) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("an array in " + what);
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.take();
        }
    }

    /** The current value, which is a text or null. */
    public @Nullable String text(String what) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getText();
            default -> throw wrong("a text in " + what);
        };
    }

    /** Where the current value stands; it is read over. */
    public Span span() throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return new Span(body, from, (int) parser.currentLocation().getByteOffset());
    }

    /** Reads over the current value. */
    public void skip() throws IOException {
        parser.skipChildren();
    }

    private JsonParseException wrong(String expected) {
        JsonToken token = parser.currentToken();
        return new JsonParseException(
                parser,
                "expected " + expected + ", but found " + (token == null ? "the end" : token));
    }

    /** What was found, and where, for a message. */
    public static String found(IOException e) {
        String message =
                e instanceof JsonProcessingException json && json.getLocation() != null
                        ? "%s (line %d, column %d)"
                                .formatted(
                                        json.getOriginalMessage(),
                                        json.getLocation().getLineNr(),
                                        json.getLocation().getColumnNr())
                        : String.valueOf(e.getMessage());
        String line = message.replaceAll("\\s+", " ");
        return line.length() <= MOST_OF_A_MESSAGE
                ? line
                : line.substring(0, MOST_OF_A_MESSAGE) + "…";
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
