package dev.tocsin.bridge.http.splunk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads lines of text, whatever they are; each gets an envelope with what the query says of all of
 * them. Blank lines are no events. Text that is not UTF-8 is read as ISO 8859-1, which loses
 * nothing.
 */
final class LineReader implements HecReader {
    private static final List<String> METADATA = List.of("host", "source", "sourcetype", "index");

    @Override
    public boolean takesText() {
        return true;
    }

    @Override
    public void read(byte[] body, Context ctx, HecItems items) {
        ObjectNode envelope = Json.object();
        for (String name : METADATA) {
            String value = ctx.queryParam(name);
            if (value != null) {
                envelope.put(name, value);
            }
        }
        boolean more = true;
        for (int from = 0; from < body.length && more; ) {
            int end = from;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            String line = text(body, from, end);
            more = line.isBlank() || items.event(Json.bytes(envelope.put("event", line)));
            from = end + 1;
        }
    }

    private static String text(byte[] body, int from, int end) {
        int to = end > from && body[end - 1] == '\r' ? end - 1 : end;
        ByteBuffer line = ByteBuffer.wrap(body, from, to - from);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
        } catch (CharacterCodingException e) {
            return new String(body, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }
}
