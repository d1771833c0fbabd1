package dev.tocsin.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnmappedFieldsTest {
    private static final String CONFLICT =
            "document_parsing_exception: [1:2] failed to parse field [%s] of type [long]";

    @Test
    void movesAnObjectAsJsonText() {
        assertThat(moved("{\"a\":{\"b\":{\"c\":1}},\"d\":2}", CONFLICT.formatted("a.b")))
                .isEqualTo(
                        "{\"a\":{},\"d\":2,\"tocsin\":{\"unmapped\":{\"a.b\":\"{\\\"c\\\":1}\"}}}");
    }

    @Test
    void findsLiteralKeysWithDots() {
        assertThat(moved("{\"a.b\":\"x\"}", CONFLICT.formatted("a.b")))
                .isEqualTo("{\"tocsin\":{\"unmapped\":{\"a.b\":\"x\"}}}");
    }

    @Test
    void movesTheFieldFromEachElementOfAnArray() {
        assertThat(moved("{\"a\":[{\"b\":1},{\"b\":2,\"c\":3}]}", CONFLICT.formatted("a.b")))
                .isEqualTo("{\"a\":[{},{\"c\":3}],\"tocsin\":{\"unmapped\":{\"a.b\":\"[1,2]\"}}}");
    }

    @Test
    void understandsAnObjectWhereAValueIsMapped() {
        String reason =
                "document_parsing_exception: [1:6] object mapping for [host] tried to parse field"
                        + " [host] as object, but found a concrete value";
        assertThat(moved("{\"host\":\"web-1\"}", reason))
                .isEqualTo("{\"tocsin\":{\"unmapped\":{\"host\":\"web-1\"}}}");
    }

    @Test
    void keepsWhatWasMovedBefore() {
        assertThat(
                        moved(
                                "{\"a\":1,\"tocsin\":{\"unmapped\":{\"b\":\"2\"}}}",
                                CONFLICT.formatted("a")))
                .isEqualTo("{\"tocsin\":{\"unmapped\":{\"b\":\"2\",\"a\":\"1\"}}}");
    }

    @Test
    void leavesTheDateAndUnknownReasonsAlone() {
        assertThat(moved("{\"@timestamp\":1}", CONFLICT.formatted("@timestamp"))).isNull();
        assertThat(moved("{\"a\":1}", "illegal_argument_exception: odd")).isNull();
        assertThat(moved("{\"a\":1}", CONFLICT.formatted("b"))).isNull();
    }

    private static @Nullable String moved(String source, String reason) {
        Document document =
                new Document("index", "id", null, source.getBytes(UTF_8), Records.event(0));
        Document changed = UnmappedFields.move(document, reason);
        return changed == null ? null : new String(changed.source(), UTF_8);
    }
}
