package dev.tocsin.bridge.http.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BulkReaderTest {
    @Test
    void readsActionsAndDocuments() {
        assertThat(read("{\"index\":{\"_id\":7}}\n {\"a\":1} \r\n{\"create\":{}}\n{\"b\":2}"))
                .containsExactly("index d/7 {\"a\":1}", "create null {\"b\":2}");
    }

    @Test
    void skipsBlankLines() {
        assertThat(read("\n \r\n{\"index\":{}}\n\n\t\n{}\n\n")).containsExactly("index null {}");
    }

    @Test
    void findsNoDocumentBehindADelete() {
        assertThat(read("{\"delete\":{\"_id\":\"1\"}}\n{\"index\":{}}\n{}"))
                .containsExactly("delete d/1 {\"delete\":{\"_id\":\"1\"}} !", "index null {}");
    }

    @Test
    void takesALineThatIsNoActionTogetherWithItsDocument() {
        assertThat(read("{\"idnex\":{}}\n{\"a\":1}\n{\"index\":{}}\n{}"))
                .containsExactly("index null {\"idnex\":{}}\n{\"a\":1} !", "index null {}");
    }

    @Test
    void takesALineThatIsNoActionAloneWhereAnActionFollows() {
        assertThat(read("oops\n{\"index\":{}}\n{\"a\":1}"))
                .containsExactly("index null oops !", "index null {\"a\":1}");
    }

    @Test
    void saysThatADocumentIsMissing() {
        List<BulkEntry> entries = entries("{\"create\":{}}\n\n", 10);

        assertThat(entries)
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.defect())
                                    .isEqualTo(
                                            "Expected a document behind line 1, but found the end");
                            assertThat(entry.bytes()).asString(UTF_8).isEqualTo("{\"create\":{}}");
                        });
    }

    @Test
    void namesTheLineThatIsNoAction() {
        assertThat(entries("{\"index\":{}}\n{}\n\n[]\n", 10).getLast().defect())
                .isEqualTo(
                        "Expected {\"index\":{…}} or {\"create\":{…}} in line 4, but found something"
                                + " else");
    }

    @Test
    void refusesIdsAndIndicesThatElasticsearchRefuses() {
        assertThat(defect("_id", 512)).isEqualTo("null");
        assertThat(defect("_id", 513))
                .isEqualTo("Expected _id to have 1 to 512 bytes, but found 513");
        assertThat(defect("_id", 0)).isEqualTo("Expected _id to have 1 to 512 bytes, but found 0");
        assertThat(defect("_index", 256))
                .isEqualTo("Expected _index to have at most 255 bytes, but found 256");
    }

    @Test
    void stopsBehindTheLimit() {
        assertThat(entries("{\"index\":{}}\n{}\n".repeat(100), 3)).hasSize(4);
    }

    private static String defect(String member, int length) {
        String body = "{\"index\":{\"" + member + "\":\"" + "x".repeat(length) + "\"}}\n{}\n";
        return "" + entries(body, 10).getFirst().defect();
    }

    private static List<String> read(String body) {
        return entries(body, 10).stream()
                .map(
                        entry ->
                                entry.action().operation()
                                        + " "
                                        + entry.key()
                                        + " "
                                        + new String(entry.bytes(), UTF_8)
                                        + (entry.defect() == null ? "" : " !"))
                .toList();
    }

    private static List<BulkEntry> entries(String body, int limit) {
        return BulkReader.read(body.getBytes(UTF_8), new ActionLine("d", null), limit);
    }
}
