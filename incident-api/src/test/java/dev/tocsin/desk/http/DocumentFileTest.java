package dev.tocsin.desk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentFileTest {
    private static final List<ObjectNode> SOME =
            List.of(Json.object().put("a", "=1+1").put("b", 2), Json.object().put("b", "x,y"));

    private static final List<ObjectNode> BROKEN = List.of();

    @Test
    void writesALineForEachDocument() throws Exception {
        assertThat(written(DocumentFile.Format.NDJSON, List.of(SOME)))
                .isEqualTo("{\"a\":\"=1+1\",\"b\":2}\n{\"b\":\"x,y\"}\n");
    }

    @Test
    void asvs1210MakesNoFormulaOfAValue() throws Exception {
        assertThat(written(DocumentFile.Format.CSV, List.of(SOME)))
                .isEqualTo("a,b\r\n'=1+1,2\r\n,\"x,y\"\r\n");
    }

    @Test
    void breaksTheConnectionOffWhenReadingFailsInTheMiddle() {
        List<ObjectNode> much =
                Collections.nCopies(10_000, Json.object().put("a", "x".repeat(100)));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> written(DocumentFile.Format.NDJSON, List.of(much, BROKEN)));
    }

    @Test
    void readsTheDocumentsOfManyIdsAFewAtATime() throws Exception {
        List<String> ids = IntStream.range(0, 450).mapToObj(i -> "a-" + i).toList();
        DocumentFile.Source source =
                DocumentFile.Source.of(
                        ids, some -> some.stream().map(id -> Json.object().put("a", id)).toList());

        List<Integer> sizes = new ArrayList<>();
        List<String> read = new ArrayList<>();
        for (var some = source.next(); some != null; some = source.next()) {
            sizes.add(some.size());
            some.forEach(document -> read.add(document.path("a").asText()));
        }

        assertThat(sizes).containsExactly(200, 200, 50);
        assertThat(read).isEqualTo(ids);
        assertThat(DocumentFile.Source.of(List.of(), _ -> SOME).next()).isNull();
    }

    /** The body of a file of these parts; {@link #BROKEN} fails. */
    private static String written(DocumentFile.Format format, List<List<ObjectNode>> parts)
            throws IOException, InterruptedException {
        Iterator<List<ObjectNode>> next = parts.iterator();
        DocumentFile file = new DocumentFile("things", format, List.of("a", "b"), List.of());
        DocumentFile.Source source =
                () -> {
                    if (!next.hasNext()) {
                        return null;
                    }
                    List<ObjectNode> some = next.next();
                    if (some.isEmpty()) {
                        throw ProblemException.unavailable("Expected more, but found nothing");
                    }
                    return some;
                };
        Javalin server =
                Javalin.create(
                                javalin -> {
                                    new Faults(new RouteTable(List.of())).install(javalin.routes);
                                    javalin.routes.get("/", ctx -> file.write(ctx, source));
                                })
                        .start("127.0.0.1", 0);
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + server.port() + "/");
            return http.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } finally {
            server.stop();
        }
    }
}
