package dev.tocsin.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private static final String[] PIECES = {
        "a",
        "?",
        "\"",
        "\\",
        "\n",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u0080",
        "é",
        "\u07ff",
        "\u0800",
        "€",
        "\uffff",
        "😀",
        "\ud83d",
        "\ude00",
        "C:\\Windows\\",
        "plain text that goes on and on "
    };

    private final JsonWriter writer = new JsonWriter();

    @Test
    void writesTheSameBytesAsTheMapper() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            assertSame(tree(random, 4));
        }
    }

    @Test
    void writesEveryCharacterAsTheMapperDoes() throws IOException {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertSame(Json.MAPPER.getNodeFactory().textNode("seven b" + (char) c + "?"));
        }
    }

    @Test
    void writesTextsOfAnyLength() throws IOException {
        for (int length = 0; length < 100; length++) {
            assertSame(Json.MAPPER.getNodeFactory().textNode("x".repeat(length)));
            assertSame(Json.MAPPER.getNodeFactory().textNode("\"".repeat(length)));
        }
        assertSame(Json.MAPPER.getNodeFactory().textNode("\u0001é".repeat(100_000)));
    }

    private void assertSame(JsonNode node) throws IOException {
        assertThat(new String(writer.bytes(node), StandardCharsets.ISO_8859_1))
                .isEqualTo(
                        new String(
                                Json.MAPPER.writeValueAsBytes(node), StandardCharsets.ISO_8859_1));
    }

    private static JsonNode tree(Random random, int depth) {
        var nodes = Json.MAPPER.getNodeFactory();
        return switch (random.nextInt(depth > 0 ? 15 : 12)) {
            case 0 -> nodes.numberNode(random.nextInt());
            case 1 -> nodes.numberNode(random.nextLong());
            case 2 -> nodes.numberNode(random.nextLong() >> random.nextInt(64));
            case 3 -> nodes.numberNode(random.nextDouble());
            case 4 -> nodes.numberNode(random.nextBoolean() ? Double.NaN : random.nextFloat());
            case 5 -> nodes.numberNode(new BigDecimal(new BigInteger(90, random), 5));
            case 6 -> nodes.numberNode(new BigInteger(90, random));
            case 7 -> nodes.booleanNode(random.nextBoolean());
            case 8 -> random.nextBoolean() ? nodes.nullNode() : MissingNode.getInstance();
            case 9 -> nodes.rawValueNode(new RawValue(new SerializedString("{\"raw\":[1,2]}")));
            case 10 -> nodes.numberNode(random.nextBoolean() ? Long.MIN_VALUE : 0);
            case 11 -> nodes.textNode(text(random));
            case 12 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            array.add(tree(random, depth - 1));
        }
        return array;
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = Json.object();
        for (int i = random.nextInt(8); i > 0; i--) {
            object.set(text(random), tree(random, depth - 1));
        }
        return object;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
