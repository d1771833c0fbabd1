package dev.tocsin.bridge.split;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.split.Item.Event;
import dev.tocsin.bridge.split.Item.Malformed;
import dev.tocsin.json.Json;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodySplitterTest {
    private static final int MANY = 100_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Nested
    class WellFormed {
        @Test
        void takesOneObjectWithItsOwnBytes() {
            assertThat(items(" {\"a\" : 1.0e2 , \"b\":\"\\u00e9é\"}\r\n"))
                    .containsExactly("{\"a\" : 1.0e2 , \"b\":\"\\u00e9é\"}");
        }

        @Test
        void sharesTheBodyWhenTheObjectIsAllOfIt() {
            byte[] body = bytes("{\"a\":1}");

            assertThat(split(body).getFirst().bytes(body)).isSameAs(body);
        }

        @Test
        void splitsAnArray() {
            assertThat(items("[ {\"a\":[1,{\"b\":\"],}\"}]} ,\n{ } , {\"c\":2}]"))
                    .containsExactly("{\"a\":[1,{\"b\":\"],}\"}]}", "{ }", "{\"c\":2}");
        }

        @Test
        void takesNothingFromAnEmptyArray() {
            assertThat(items(" [ \n ] ")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"Records\":[{\"a\":1},{\"b\":[2]}]}",
                    " { \"records\" : [ {\"a\":1} , {\"b\":[2]} ] } ",
                    "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{\"x\":[]},\"items\":[{\"a\":1},{\"b\":[2]}]}"
                })
        void splitsAWrapperOfRecords(String body) {
            assertThat(items(body)).containsExactly("{\"a\":1}", "{\"b\":[2]}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"Records\":[{\"a\":1}],\"more\":2}",
                    "{\"Records\":[{\"a\":1},2]}",
                    "{\"Records\":{\"a\":1}}",
                    "{\"Records\":\"x\"}",
                    "{\"kind\":\"Event\",\"items\":[{\"a\":1}]}",
                    "{\"kind\":[\"EventList\"],\"items\":[{\"a\":1}]}",
                    "{\"a\":1,\"Records\":[{\"a\":1}]}"
                })
        void anObjectWithAListBesideOtherThingsIsOneEvent(String body) {
            assertThat(items(body)).containsExactly(body);
        }

        @Test
        void takesNothingFromAWrapperOfNoRecords() {
            assertThat(items("{\"Records\":[]}")).isEmpty();
        }

        @Test
        void splitsLines() {
            assertThat(items("{\"a\":1}\n\r\n{\"b\":2}\r\n{\"c\":3}"))
                    .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
        }

        @Test
        void splitsConcatenatedObjectsAndArrays() {
            assertThat(items("{\"a\":1}{\"b\":2} [{\"c\":3}]{\"d\":4}"))
                    .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}");
        }

        @Test
        void takesObjectsThatSpanLines() {
            assertThat(items("{\n\"a\":[\n{\"b\":1},\n{\"c\":2}\n]}\n{\n}"))
                    .containsExactly("{\n\"a\":[\n{\"b\":1},\n{\"c\":2}\n]}", "{\n}");
        }

        @Test
        void skipsTheByteOrderMark() {
            assertThat(items("\ufeff{\"a\":1}")).containsExactly("{\"a\":1}");
        }

        @Test
        void takesNestingUpToTheLimit() {
            String deep =
                    "{\"a\":".repeat(Json.MAX_DEPTH - 1) + "{}" + "}".repeat(Json.MAX_DEPTH - 1);

            assertThat(items(deep)).containsExactly(deep);
        }

        @Test
        void takesWhatTheMapperTakes() {
            Random random = new Random(20_260_101);
            for (int round = 0; round < 2_000; round++) {
                byte[] body = bytes("{\"a\":[1,\"x\\n\",{\"b\":null}],\"é\":-0.5}");
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);

                List<Item> items = split(body);

                assertThat(items.size() == 1 && items.getFirst() instanceof Event)
                        .as(new String(body, StandardCharsets.ISO_8859_1))
                        .isEqualTo(isOneObject(body));
            }
        }

        private boolean isOneObject(byte[] body) {
            try {
                return Json.parse(body).isObject() && Bytes.firstInvalid(body, 0, body.length) < 0;
            } catch (java.io.IOException e) {
                return false;
            }
        }
    }

    @Nested
    class WithDefects {
        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\n\r\n", "\ufeff"})
        void keepsAnEmptyBodyAsMalformed(String body) {
            assertThat(reasons(body))
                    .containsExactly(
                            "Expected a JSON object, an array or NDJSON, but found nothing");
        }

        @Test
        void saysWhereTheObjectBreaks() {
            assertThat(reasons("{\"a\":1,\n \"b\":x}"))
                    .singleElement()
                    .asString()
                    .startsWith("Expected one JSON object, but at line 2, column ")
                    .contains("Unrecognized token 'x'");
        }

        @Test
        void acceptsTheRestOfAnArray() {
            assertThat(items("[{\"a\":1}, {\"b\":oops, \"c\":\",]\"} , {\"d\":4}, 5, [], null]"))
                    .containsExactly(
                            "{\"a\":1}",
                            "!{\"b\":oops, \"c\":\",]\"}",
                            "{\"d\":4}",
                            "!5",
                            "![]",
                            "!null");
        }

        @Test
        void namesTheIndexlessPositionOfAScalar() {
            assertThat(reasons("[5]"))
                    .containsExactly("Expected a JSON object at byte 1 of the body, but found '5'");
        }

        @Test
        void acceptsTheRestOfTheLines() {
            assertThat(items("{\"a\":1}\nnot json\n{\"b\":\n{\"c\":3}\n{\"d\":\"x\n{\"e\":5}"))
                    .containsExactly(
                            "{\"a\":1}",
                            "!not json",
                            "!{\"b\":\n{\"c\":3}",
                            "!{\"d\":\"x",
                            "{\"e\":5}");
        }

        @Test
        void neverGoesPastTheLineWhenTheSenderSaysLines() {
            byte[] body = bytes("{\"a\":1}\n{\"b\":\n{\"c\":3}\n{\"d\":[1,\n{\"e\":5}");

            assertThat(shown(body, splitLines(body)))
                    .containsExactly(
                            "{\"a\":1}", "!{\"b\":", "{\"c\":3}", "!{\"d\":[1,", "{\"e\":5}");
        }

        @Test
        void acceptsTheNeighboursOfABrokenConcatenatedObject() {
            assertThat(items("{\"a\":1}{\"b\":?}{\"c\":3}"))
                    .containsExactly("{\"a\":1}", "!{\"b\":?}", "{\"c\":3}");
        }

        @Test
        void keepsTrailingGarbage() {
            assertThat(items("{\"a\":1}} tail")).containsExactly("{\"a\":1}", "!} tail");
        }

        @Test
        void keepsATruncatedDocumentWhole() {
            assertThat(items("{\"a\":[\n{\"b\":1},\n{\"c\":"))
                    .containsExactly("!{\"a\":[\n{\"b\":1},\n{\"c\":");
        }

        @Test
        void acceptsTheWholeElementsOfATruncatedArray() {
            assertThat(items("[{\"a\":1},{\"b\":")).containsExactly("{\"a\":1}", "!{\"b\":");
        }

        @Test
        void reportsAnArrayThatIsNotClosed() {
            assertThat(items("[{\"a\":1}")).containsExactly("{\"a\":1}", "!");
            assertThat(reasons("[{\"a\":1}"))
                    .containsExactly(
                            "Expected \",\" or \"]\" at byte 8 of the body, but found the end");
        }

        @Test
        void reportsMissingElements() {
            assertThat(items("[,{\"a\":1},]")).containsExactly("!", "{\"a\":1}", "!");
        }

        @Test
        void refusesTwoKeysOfOneName() {
            assertThat(reasons("{\"a\":1,\"a\":2}"))
                    .singleElement()
                    .asString()
                    .contains("Duplicate field 'a'");
        }

        @Test
        void refusesNestingBeyondTheLimit() {
            String deep = "{\"a\":".repeat(Json.MAX_DEPTH) + "{}" + "}".repeat(Json.MAX_DEPTH);

            assertThat(items(deep + "{\"b\":1}")).containsExactly("!" + deep, "{\"b\":1}");
        }

        @Test
        void refusesBytesThatAreNotUtf8() {
            byte[] latin1 = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
            byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'};
            byte[] surrogate = {
                '{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'
            };

            for (byte[] body : List.of(latin1, overlong, surrogate)) {
                assertThat(split(body)).singleElement().isInstanceOf(Malformed.class);
            }
        }

        @Test
        void refusesUtf16() {
            assertThat(split("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)).getFirst())
                    .isInstanceOfSatisfying(
                            Malformed.class, m -> assertThat(m.reason()).contains("must be UTF-8"));
        }

        @Test
        void keepsEveryByteOfAMangledBody() {
            long seed = 7;
            Random random = new Random(seed);
            for (int round = 0; round < 5_000; round++) {
                byte[] body = mangled(random);

                assertThat(withoutPunctuation(joined(body, split(body))))
                        .as("seed %d round %d: %s", seed, round, new String(body, UTF_8))
                        .isEqualTo(withoutPunctuation(body));
            }
        }

        private byte[] mangled(Random random) {
            byte[] alphabet = bytes("{}[],:\"\\\na1 ");
            byte[] body = new byte[random.nextInt(40)];
            for (int i = 0; i < body.length; i++) {
                body[i] = alphabet[random.nextInt(alphabet.length)];
            }
            return body;
        }

        /** White space between items and the punctuation of arrays belong to no item. */
        private String withoutPunctuation(byte[] bytes) {
            return new String(bytes, UTF_8).replaceAll("[\\s\\[\\],]", "");
        }

        private byte[] joined(byte[] body, List<Item> items) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            items.forEach(item -> all.writeBytes(item.bytes(body)));
            return all.toByteArray();
        }
    }

    @Nested
    class Limits {
        @Test
        void takesUpToTheMostItems() {
            assertThat(BodySplitter.split(bytes("[{},{}]"), false, 2))
                    .isInstanceOf(Split.Items.class);
        }

        @Test
        void refusesMoreItems() {
            assertThat(BodySplitter.split(bytes("[{},{},{}]"), false, 2))
                    .isEqualTo(new Split.TooMany(2));
            assertThat(BodySplitter.split(bytes("x\nx\nx"), true, 2))
                    .isEqualTo(new Split.TooMany(2));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{",
                    "[",
                    "{\"a\":[\n",
                    "{\"a\":\n",
                    "[[",
                    "\"",
                    "{\"a\":\"",
                    "]",
                    "{\"a\":1\n",
                    "\\"
                })
        void readsHugeHostileBodiesInLinearTime(String unit) {
            byte[] body = bytes(unit.repeat((4 << 20) / unit.length()));

            long before = THREADS.getCurrentThreadCpuTime();
            Split split = BodySplitter.split(body, false, MANY);
            long took = THREADS.getCurrentThreadCpuTime() - before;

            assertThat(split).isNotNull();
            // Of a processor: whatever else the machine does is no fault of the splitter.
            assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static List<String> items(String body) {
        byte[] bytes = bytes(body);
        return shown(bytes, split(bytes));
    }

    /** The text of each item; a malformed one starts with an exclamation mark. */
    private static List<String> shown(byte[] body, List<Item> items) {
        return items.stream()
                .map(i -> (i instanceof Malformed ? "!" : "") + new String(i.bytes(body), UTF_8))
                .toList();
    }

    private static List<String> reasons(String body) {
        return split(bytes(body)).stream()
                .filter(Malformed.class::isInstance)
                .map(i -> ((Malformed) i).reason())
                .toList();
    }

    private static List<Item> split(byte[] body) {
        return ((Split.Items) BodySplitter.split(body, false, MANY)).items();
    }

    private static List<Item> splitLines(byte[] body) {
        return ((Split.Items) BodySplitter.split(body, true, MANY)).items();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
