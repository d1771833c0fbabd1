package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * How the value of a sender's field is read into an ECS field of a type. Where ECS has one value, a
 * list counts by its only value, and for addresses by its first.
 *
 * @param description what is expected of a value
 */
record FieldKind(String description, Reader reader) {
    /** A scalar, as text. */
    static final FieldKind TEXT =
            new FieldKind("a text", text((draft, field, text) -> draft.put(field, text)));

    /** A text in lower case. */
    static final FieldKind LOWER =
            new FieldKind(
                    "a text", text((draft, field, text) -> draft.put(field, Texts.lower(text))));

    /** Whether it went well, in the words of {@link Outcome}. */
    static final FieldKind OUTCOME =
            new FieldKind(
                    "a text, true or false",
                    text((draft, field, text) -> draft.put(field, Outcome.of(text))));

    /** A name, and a domain where the text has one. */
    static final FieldKind ACCOUNT = new FieldKind("a text", text(Draft::putAccount));

    /** A path, and the name and extension at its end. */
    static final FieldKind PATH =
            new FieldKind(
                    "a text", text((draft, field, text) -> FilePaths.put(field, text, draft)));

    /** A URL, and its parts. */
    static final FieldKind URL =
            new FieldKind("a text", text((draft, _, text) -> Urls.put(text, draft)));

    /** A list of texts; one scalar is a list of one. */
    static final FieldKind TEXTS = new FieldKind("a list of texts", list(text -> text));

    /** A whole number, or its digits. */
    static final FieldKind NUMBER =
            new FieldKind(
                    "a whole number", (draft, field, value) -> draft.putNumber(field, only(value)));

    /** True or false, as such or as a text. */
    static final FieldKind FLAG = new FieldKind("true or false", FieldKind::flag);

    /** An IP address; what is none is not said. */
    static final FieldKind IP =
            new FieldKind(
                    "an address",
                    (draft, field, value) -> draft.putIp(field, first(value).asText()));

    /** IP addresses, as a list. */
    static final FieldKind IPS = new FieldKind("addresses", list(Ip::canonical));

    /** An IP address, or a name in its place. */
    static final FieldKind ENDPOINT = new FieldKind("an address", address(Draft::putEndpoint));

    /** An address of a network interface, as ECS writes it: {@code 00-00-5E-00-53-23}. */
    static final FieldKind MAC =
            new FieldKind(
                    "a MAC address",
                    address((draft, field, text) -> draft.put(field, hyphens(text))));

    /** Addresses of network interfaces, as a list. */
    static final FieldKind MACS = new FieldKind("MAC addresses", list(FieldKind::hyphens));

    static final FieldKind TIME = new FieldKind("a date", Draft::putTime);

    /** Seconds, as nanoseconds. */
    static final FieldKind SECONDS = new FieldKind("a number of seconds", FieldKind::seconds);

    /** Reads a value; says whether it could be read. A field that is set stays as it is. */
    interface Reader {
        boolean read(Draft draft, String field, JsonNode value);
    }

    private interface TextReader {
        void read(Draft draft, String field, String text);
    }

    /** The text that a list gets for one of its sender's; null when it cannot be read. */
    private interface ItemReader {
        @Nullable String read(String text);
    }

    /** Whether the value could be read. A field that is set stays as it is. */
    boolean put(String field, JsonNode value, Draft draft) {
        return reader.read(draft, field, value);
    }

    private static Reader text(TextReader reader) {
        return (draft, field, value) -> scalar(reader, draft, field, only(value));
    }

    private static Reader address(TextReader reader) {
        return (draft, field, value) -> scalar(reader, draft, field, first(value));
    }

    private static boolean scalar(TextReader reader, Draft draft, String field, JsonNode value) {
        if (value.isContainerNode()) {
            return false;
        }
        reader.read(draft, field, value.asText());
        return true;
    }

    private static Reader list(ItemReader item) {
        return (draft, field, value) -> {
            ArrayNode texts = Json.MAPPER.createArrayNode();
            for (JsonNode each : value.isArray() ? value : texts.arrayNode().add(value)) {
                String text = each.isContainerNode() ? null : item.read(each.asText());
                if (text == null) {
                    return false;
                }
                if (!FieldMap.isNothing(each)) {
                    texts.add(text);
                }
            }
            draft.put(field, texts.isEmpty() ? null : texts);
            return true;
        };
    }

    private static boolean flag(Draft draft, String field, JsonNode value) {
        String text = Texts.lower(value.asText());
        boolean known = text.equals("true") || text.equals("false");
        if (known) {
            draft.put(field, BooleanNode.valueOf(text.equals("true")));
        }
        return known;
    }

    private static boolean seconds(Draft draft, String field, JsonNode value) {
        Long nanos = Numbers.nanos(value);
        if (nanos != null) {
            draft.put(field, (long) nanos);
        }
        return nanos != null;
    }

    private static String hyphens(String address) {
        return Texts.upper(address).replace(':', '-');
    }

    private static JsonNode only(JsonNode value) {
        return value.isArray() && value.size() == 1 ? value.get(0) : value;
    }

    private static JsonNode first(JsonNode value) {
        return value.isArray() && !value.isEmpty() ? value.get(0) : value;
    }
}
