package dev.tocsin.bridge.split;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds the records in an object that is nothing but their wrapper: {@code {"Records": […]}} of
 * AWS, {@code {"records": […]}} of Azure, and Kubernetes' {@code EventList} with its {@code items}.
 * What has anything else beside its list is an event with a list.
 */
final class RecordList {
    /** No list. */
    static final int NONE = -1;

    private static final List<byte[]> FIRST_NAMES =
            List.of(utf8("\"Records\""), utf8("\"records\""), utf8("\"kind\""));
    private static final String EVENT_LIST = "EventList";

    private RecordList() {}

    /**
     * The position of the list's opening bracket in an object that was checked, or {@link #NONE}.
     */
    static int open(byte[] body, int from, int end) {
        return mayWrap(body, from, end) ? find(body, from, end) : NONE;
    }

    /** Nearly all objects begin with another name: they are not read a second time. */
    private static boolean mayWrap(byte[] body, int from, int end) {
        int at = Bytes.skipSpace(body, from + 1, end);
        for (byte[] name : FIRST_NAMES) {
            if (beginsWith(body, at, end, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWith(byte[] body, int at, int end, byte[] name) {
        if (at + name.length > end) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (body[at + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static int find(byte[] body, int from, int end) {
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(body, from, end - from)) {
            parser.nextToken();
            int list = NONE;
            boolean eventList = false;
            boolean bare = true;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (list == NONE && value == JsonToken.START_ARRAY && isList(name, eventList)) {
                    list = from + (int) parser.currentTokenLocation().getByteOffset();
                } else if (name.equals("kind") && EVENT_LIST.equals(parser.getText())) {
                    eventList = true;
                } else {
                    bare &= name.equals("apiVersion") || name.equals("metadata");
                }
                parser.skipChildren();
            }
            return bare ? list : NONE;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected no I/O on a byte array", e);
        }
    }

    private static boolean isList(String name, boolean eventList) {
        return eventList ? name.equals("items") : name.equals("Records") || name.equals("records");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
