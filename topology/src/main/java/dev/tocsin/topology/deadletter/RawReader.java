package dev.tocsin.topology.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a raw record, or says why they cannot be read. */
public final class RawReader {
    /** Normalizing puts an event a few levels deeper, and it must be readable then, too. */
    static final int MAX_DEPTH = Json.MAX_DEPTH - 20;

    private static final ObjectReader READER = reader();

    private RawReader() {}

    /** What the bytes are. */
    public sealed interface Reading {}

    /** One JSON object: an event as its sender sent it. */
    public record Sent(ObjectNode event) implements Reading {}

    /** Something else. */
    public record Unreadable(String reason) implements Reading {}

    public static Reading read(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return new Unreadable("Expected one JSON object, but the record is empty");
        }
        try {
            JsonNode document = READER.readTree(bytes);
            return document instanceof ObjectNode object
                    ? new Sent(object)
                    : new Unreadable(
                            "Expected one JSON object, but found "
                                    + document.getNodeType().name().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return new Unreadable("Expected one JSON object, but found: " + complaint(e));
        }
    }

    private static ObjectReader reader() {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                Json.MAPPER
                                        .getFactory()
                                        .streamReadConstraints()
                                        .rebuild()
                                        .maxNestingDepth(MAX_DEPTH)
                                        .build())
                        .build();
        return Json.MAPPER.reader().with(factory);
    }

    /** The parser's words and the place, without the source text around it. */
    private static String complaint(IOException e) {
        if (!(e instanceof JsonProcessingException json)) {
            return String.valueOf(e.getMessage());
        }
        String at =
                json.getLocation() == null
                        ? ""
                        : " at line %d, column %d"
                                .formatted(
                                        json.getLocation().getLineNr(),
                                        json.getLocation().getColumnNr());
        return json.getOriginalMessage() + at;
    }
}
