package dev.tocsin.topology.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes strange events, and bytes that are none, of sound events. */
final class EventMutations {
    private static final List<JsonNode> VALUES =
            List.of(
                    NullNode.getInstance(),
                    BooleanNode.TRUE,
                    LongNode.valueOf(-1),
                    LongNode.valueOf(Long.MIN_VALUE),
                    DoubleNode.valueOf(1e308),
                    DecimalNode.valueOf(new BigDecimal("1e999999999")),
                    DecimalNode.valueOf(new BigDecimal("-0.000e-999999")),
                    BigIntegerNode.valueOf(BigInteger.TEN.pow(400)),
                    TextNode.valueOf(""),
                    TextNode.valueOf("\u0000\uFEFF\uD800\u202E"),
                    TextNode.valueOf("0x"),
                    TextNode.valueOf("1e999999999"),
                    TextNode.valueOf("99999999999999999999"),
                    TextNode.valueOf("9999-99-99T99:99:99Z"),
                    TextNode.valueOf("+999999999-12-31T23:59:59Z"),
                    TextNode.valueOf("1.2.3.4.5.6:7::8"),
                    TextNode.valueOf("::ffff:999.1.1.1"),
                    TextNode.valueOf("\\"),
                    TextNode.valueOf("DOMAIN\\"),
                    TextNode.valueOf("Failed password for  from  port  ssh2"),
                    TextNode.valueOf("<13>Jan 99 99:99:99 host sshd[]: Accepted"),
                    TextNode.valueOf("x".repeat(20_000)),
                    Json.object(),
                    Json.MAPPER.createArrayNode(),
                    Json.MAPPER.createArrayNode().add(Json.MAPPER.createArrayNode().addNull()),
                    Json.object().put("", "").put(".", ".").put("a.b.c", 1));

    /** Names that the normalizers know. */
    private static final List<String> NAMES =
            List.of(
                    "@timestamp",
                    "event",
                    "event.category",
                    "winlog",
                    "winlog.event_id",
                    "winlog.event_data",
                    "EventID",
                    "Channel",
                    "EventTime",
                    "Event",
                    "System",
                    "EventData",
                    "Data",
                    "#attributes",
                    "#text",
                    "TimeCreated",
                    "Hashes",
                    "tags",
                    "tocsin",
                    "tocsin.logsource",
                    "custom",
                    "related",
                    "related.ip",
                    "message",
                    "summary",
                    "details",
                    "processname",
                    "hostname",
                    "host",
                    "source",
                    "source.ip",
                    "eventVersion",
                    "eventSource",
                    "userIdentity",
                    "product",
                    "service",
                    "");

    private final Random random;
    private final List<ObjectNode> events;

    EventMutations(long seed, List<ObjectNode> events) {
        this.random = new Random(seed);
        this.events = List.copyOf(events);
    }

    /** The bytes of the next event; one in ten is not JSON any more. */
    byte[] next() {
        ObjectNode event = pick(events).deepCopy();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            change(event);
        }
        byte[] bytes = Json.bytes(event);
        for (int i = random.nextInt(10) == 0 ? 3 : 0; i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private void change(ObjectNode event) {
        ObjectNode object = someObject(event);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() || random.nextInt(3) == 0 ? pick(NAMES) : pick(names);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, pick(VALUES).deepCopy());
            case 2 -> object.set(pick(NAMES), object.path(name).deepCopy());
            case 3 -> object.set(name, pick(events).deepCopy());
            case 4 -> object.set(name, listOf(object.path(name)));
            default -> object.set(name, nested(object.path(name)));
        }
    }

    private ObjectNode someObject(ObjectNode from) {
        List<ObjectNode> inner = new ArrayList<>();
        for (JsonNode child : from) {
            if (child instanceof ObjectNode object) {
                inner.add(object);
            }
        }
        return inner.isEmpty() || random.nextBoolean() ? from : someObject(pick(inner));
    }

    private ArrayNode listOf(JsonNode value) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (int i = random.nextInt(4); i >= 0; i--) {
            list.add(random.nextBoolean() ? value.deepCopy() : pick(VALUES).deepCopy());
        }
        return list;
    }

    private JsonNode nested(JsonNode value) {
        JsonNode nested = value.deepCopy();
        for (int i = random.nextInt(10) == 0 ? 190 : random.nextInt(5); i > 0; i--) {
            nested =
                    random.nextBoolean()
                            ? Json.object().set(pick(NAMES), nested)
                            : Json.MAPPER.createArrayNode().add(nested);
        }
        return nested;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
