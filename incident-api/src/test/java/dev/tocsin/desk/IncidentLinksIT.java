package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links between incidents. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentLinksIT {
    private static final String INCIDENTS = "/api/v1/incidents";

    private DeskDriver desk;
    private Caller analyst;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        analyst = desk.caller("analyst");
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({
        "duplicate_of, duplicated_by",
        "duplicated_by, duplicate_of",
        "caused_by, cause_of",
        "cause_of, caused_by",
        "child_of, parent_of",
        "parent_of, child_of",
        "related_to, related_to"
    })
    void bothIncidentsShowALinkAndItsHistory(String relation, String inverse) {
        String one = opened();
        String other = opened();

        Answer made = link(one, relation, other);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(links(one) + "/" + made.id());
        assertThat(analyst.get(links(one) + "/" + made.id()).json()).isEqualTo(made.json());
        assertThat(shown(one)).containsExactly(relation + " " + other);
        assertThat(shown(other)).containsExactly(inverse + " " + one);
        assertThat(analyst.get(INCIDENTS + "/" + one + "/history").text())
                .contains(relation + " " + other);
        assertThat(analyst.get(INCIDENTS + "/" + other + "/history").text())
                .contains(inverse + " " + one);
    }

    @Test
    void makesALinkOnceFromWhicheverEnd() {
        String one = opened();
        String other = opened();
        Answer made = link(one, "child_of", other);

        Answer again = link(one, "child_of", other);
        Answer fromThere = link(other, "parent_of", one);

        assertThat(again.status()).isEqualTo(200);
        assertThat(fromThere.status()).isEqualTo(200);
        assertThat(fromThere.id()).isEqualTo(made.id());
        assertThat(shown(one)).hasSize(1);
    }

    @Test
    void removesALinkFromBothAndMakesItAgain() {
        String one = opened();
        String other = opened();
        Answer made = link(one, "related_to", other);
        String path = links(other) + "/" + made.id();

        assertThat(analyst.delete(path).status()).isEqualTo(428);
        assertThat(analyst.with("If-Match", "\"9\"").delete(path).status()).isEqualTo(412);
        assertThat(analyst.with("If-Match", made.etag()).delete(path).status()).isEqualTo(204);

        assertThat(shown(one)).isEmpty();
        assertThat(shown(other)).isEmpty();
        assertThat(analyst.get(path).status()).isEqualTo(404);
        assertThat(analyst.with("If-Match", "*").delete(path).status()).isEqualTo(404);
        assertThat(link(one, "related_to", other).etag()).isEqualTo("\"3\"");
        assertThat(shown(other)).hasSize(1);
    }

    @Test
    void refusesALinkToItselfToNothingOrOfNoRelation() {
        String one = opened();

        assertThat(pointers(link(one, "related_to", one))).containsExactly("/incident");
        assertThat(pointers(link(one, "related_to", "none"))).containsExactly("/incident");
        assertThat(pointers(analyst.post(links(one), "{}")))
                .containsExactly("/relation", "/incident");
        assertThat(link(one, "friend_of", opened()).status()).isEqualTo(422);
        assertThat(analyst.post(links("none"), "{}").status()).isEqualTo(404);
        assertThat(analyst.get(links("none")).status()).isEqualTo(404);
        assertThat(analyst.get(links(one) + "?limit=1").status()).isEqualTo(400);
        assertThat(desk.caller("viewer").post(links(one), "{}").status()).isEqualTo(403);
        assertThat(desk.caller("viewer").get(links(one)).status()).isEqualTo(200);
    }

    @Test
    void refusesASecondParentAndAWayBack() {
        String child = opened();
        String parent = opened();
        String grandparent = opened();
        link(child, "child_of", parent);
        link(parent, "child_of", grandparent);

        assertThat(link(child, "child_of", opened()).status()).isEqualTo(409);
        assertThat(link(grandparent, "child_of", child).status()).isEqualTo(409);
        assertThat(link(child, "parent_of", grandparent).status()).isEqualTo(409);
        assertThat(link(child, "child_of", grandparent).status()).isEqualTo(409);
        assertThat(shown(grandparent)).containsExactly("parent_of " + parent);
    }

    @Test
    void causesMayBeManyButNeverLeadBack() {
        String one = opened();
        String two = opened();
        String three = opened();

        assertThat(link(one, "caused_by", two).status()).isEqualTo(201);
        assertThat(link(one, "caused_by", three).status()).isEqualTo(201);
        assertThat(link(three, "caused_by", one).status()).isEqualTo(409);
    }

    @Test
    void leavesNoCycleOfParentsThatAreMadeAtOnceOnTwoReplicas() throws Exception {
        try (DeskServer second = DeskServer.start(desk.config(Map.of()));
                ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Caller there = desk.admin(second);
            for (int i = 0; i < 10; i++) {
                String one = opened();
                String other = opened();
                List<Future<Answer>> both = new ArrayList<>();
                both.add(pool.submit(() -> link(analyst, one, "child_of", other)));
                both.add(pool.submit(() -> link(there, other, "child_of", one)));
                for (Future<Answer> answer : both) {
                    assertThat(answer.get().status()).isIn(201, 409);
                }
                assertThat(shown(one).size()).isLessThanOrEqualTo(1);
                assertThat(shown(other).size()).isEqualTo(shown(one).size());
            }
        }
    }

    @Test
    void asvs821NeitherLinksNorHistoryNameAnIncidentThatTheReaderMayNotSee() {
        String seen = opened();
        Answer hidden =
                desk.admin()
                        .post(
                                INCIDENTS,
                                "{\"title\":\"Secret\",\"restricted\":{\"roles\":[\"admin\"]}}");
        Answer made = link(desk.admin(), seen, "related_to", hidden.id());

        assertThat(shown(seen)).isEmpty();
        assertThat(analyst.get(links(seen) + "/" + made.id()).status()).isEqualTo(404);
        assertThat(link(seen, "related_to", hidden.id()).status()).isEqualTo(422);
        assertThat(analyst.get(INCIDENTS + "/" + seen + "/history").text())
                .doesNotContain(hidden.id())
                .contains("related_to a restricted incident");
        assertThat(desk.admin().get(INCIDENTS + "/" + seen + "/history").text())
                .contains("related_to " + hidden.id());
    }

    private String opened() {
        return analyst.post(INCIDENTS, "{\"title\":\"Linked\"}").id();
    }

    private Answer link(String from, String relation, String to) {
        return link(analyst, from, relation, to);
    }

    private static Answer link(Caller caller, String from, String relation, String to) {
        return caller.post(
                links(from), "{\"relation\":\"%s\",\"incident\":\"%s\"}".formatted(relation, to));
    }

    private List<String> shown(String incident) {
        List<String> shown = new ArrayList<>();
        for (JsonNode link : analyst.get(links(incident)).json().path("items")) {
            shown.add(Json.text(link, "relation") + " " + Json.text(link, "incident"));
        }
        return shown;
    }

    private static List<String> pointers(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return answer.json().path("errors").findValuesAsText("pointer");
    }

    private static String links(String incident) {
        return INCIDENTS + "/" + incident + "/links";
    }
}
