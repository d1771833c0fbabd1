package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates of incidents. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentTemplatesIT {
    private static final String INCIDENTS = "/api/v1/incidents";
    private static final String TEMPLATES = "/api/v1/incident-templates";
    private static final List<String> PHASES =
            List.of(
                    "identification",
                    "containment",
                    "eradication",
                    "recovery",
                    "lessons_learned",
                    "closed");

    private DeskDriver desk;
    private Caller analyst;
    private Caller responder;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        analyst = desk.caller("analyst");
        responder = desk.caller("responder");
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"phishing", "credential-compromise", "ransomware"})
    void opensAnIncidentWithWhatATemplateSaysInTheOrderOfThePhases(String template) {
        JsonNode says = analyst.get(TEMPLATES + "/" + template).json();

        Answer opened = opened("{\"title\":\"x\",\"template\":\"" + template + "\"}");

        assertThat(opened.json().path("severity")).isEqualTo(says.path("severity"));
        assertThat(opened.json().path("tlp")).isEqualTo(says.path("tlp"));
        assertThat(opened.json().path("tags")).isEqualTo(says.path("tags"));
        JsonNode tasks = parts(opened, "tasks");
        assertThat(tasks.findValuesAsText("title"))
                .isEqualTo(says.path("tasks").findValuesAsText("title"));
        List<Integer> phases =
                tasks.findValuesAsText("phase").stream().map(PHASES::indexOf).toList();
        assertThat(phases).isSorted().doesNotContain(-1).contains(0, 1, 2, 3, 4);
        assertThat(parts(opened, "questions").findValuesAsText("question"))
                .hasSameSizeAs(says.path("questions"));
        assertThat(parts(opened, "techniques").findValuesAsText("technique"))
                .hasSameSizeAs(says.path("techniques"));
    }

    @Test
    void whatTheCallerSaysStandsAboveTheTemplate() {
        Answer opened =
                opened(
                        "{\"title\":\"x\",\"template\":\"ransomware\",\"severity\":\"low\",\"tlp\":\"red\",\"tags\":[\"drill\"]}");

        assertThat(opened.text("severity")).isEqualTo("low");
        assertThat(opened.text("tlp")).isEqualTo("red");
        assertThat(opened.json().path("tags").toString()).contains("drill", "ransomware");
    }

    @Test
    void appliesATemplateOnceAndLeavesMarksAsTheyAre() {
        Answer opened = opened("{\"title\":\"x\",\"severity\":\"low\",\"tags\":[\"mail\"]}");
        String path = INCIDENTS + "/" + opened.id();

        Answer applied = analyst.post(path + "/template", "{\"template\":\"phishing\"}");
        Answer again = analyst.post(path + "/template", "{\"template\":\"phishing\"}");
        Answer second = analyst.post(path + "/template", "{\"template\":\"ransomware\"}");

        assertThat(applied.status()).isEqualTo(200);
        assertThat(applied.text("severity")).isEqualTo("low");
        assertThat(applied.json().path("tags").toString()).contains("mail", "phishing");
        assertThat(again.etag()).isEqualTo(applied.etag());
        assertThat(second.json().path("templates")).hasSize(2);
        int tasks =
                analyst.get(TEMPLATES + "/phishing").json().path("tasks").size()
                        + analyst.get(TEMPLATES + "/ransomware").json().path("tasks").size();
        assertThat(parts(opened, "tasks")).hasSize(tasks);
        assertThat(analyst.get(path + "/history?limit=500").text())
                .contains("\"field\":\"templates\"", "From the template phishing");
    }

    @Test
    void keepsATaskDeletedThatWasDeleted() {
        Answer opened = opened("{\"title\":\"x\",\"template\":\"phishing\"}");
        JsonNode first = parts(opened, "tasks").path(0);
        String path = INCIDENTS + "/" + opened.id();
        analyst.with("If-Match", "\"1\"").delete(path + "/tasks/" + first.path("id").asText());

        analyst.post(path + "/template", "{\"template\":\"phishing\"}");

        assertThat(parts(opened, "tasks").findValuesAsText("id"))
                .doesNotContain(first.path("id").asText());
    }

    @Test
    void keepsReplacesAndDeletesTemplatesOfPeople() {
        String body =
                """
                {"id":"lost-laptop","name":"Lost laptop","severity":"high","tags":["device"],
                 "questions":["Was the disk encrypted?"],"techniques":["T1052"],
                 "tasks":[{"title":"Wipe it from afar","phase":"containment","due_in":"PT1H"}]}
                """;
        String one = TEMPLATES + "/lost-laptop";

        Answer made = responder.post(TEMPLATES, body);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(one);
        assertThat(responder.post(TEMPLATES, body).status()).isEqualTo(409);
        assertThat(analyst.get(TEMPLATES).json().path("items").findValuesAsText("id"))
                .contains("lost-laptop", "phishing");
        assertThat(parts(opened("{\"title\":\"x\",\"template\":\"lost-laptop\"}"), "tasks"))
                .hasSize(1);

        String other = "{\"name\":\"Lost device\"}";
        assertThat(put(responder, one, other).status()).isEqualTo(428);
        Answer replaced = put(responder.with("If-Match", made.etag()), one, other);
        assertThat(replaced.text("name")).isEqualTo("Lost device");
        assertThat(replaced.json().path("tasks")).isEmpty();
        assertThat(put(responder.with("If-Match", made.etag()), one, other).status())
                .isEqualTo(412);

        assertThat(responder.delete(one).status()).isEqualTo(428);
        assertThat(responder.with("If-Match", made.etag()).delete(one).status()).isEqualTo(412);
        assertThat(responder.with("If-Match", replaced.etag()).delete(one).status()).isEqualTo(204);
        assertThat(analyst.get(one).status()).isEqualTo(404);
        assertThat(
                        analyst.post(INCIDENTS, "{\"title\":\"x\",\"template\":\"lost-laptop\"}")
                                .status())
                .isEqualTo(422);
        assertThat(responder.post(TEMPLATES, body).etag()).isEqualTo("\"4\"");
    }

    @Test
    void namesEveryFaultOfATemplate() {
        Answer answer =
                responder.post(
                        TEMPLATES,
                        """
                        {"id":"No Spaces","severity":"huge","techniques":["T1"],
                         "tasks":[{"title":"x","due_in":"soon"},{"phase":"later"},3]}
                        """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(
                        "/id",
                        "/name",
                        "/severity",
                        "/techniques",
                        "/tasks/0/due_in",
                        "/tasks/1/title",
                        "/tasks/1/phase",
                        "/tasks/2");
    }

    @Test
    void refusesToChangeWhatShipsAndCallersWithoutTheRole() {
        String one = TEMPLATES + "/phishing";
        Caller admin = desk.admin().with("If-Match", "\"1\"");

        assertThat(put(admin, one, "{\"name\":\"x\"}").status()).isEqualTo(409);
        assertThat(admin.delete(one).status()).isEqualTo(409);
        assertThat(responder.post(TEMPLATES, "{\"id\":\"phishing\",\"name\":\"x\"}").status())
                .isEqualTo(409);
        assertThat(analyst.post(TEMPLATES, "{}").status()).isEqualTo(403);
        assertThat(analyst.get(TEMPLATES + "/none").status()).isEqualTo(404);
        assertThat(put(admin, TEMPLATES + "/none", "{}").status()).isEqualTo(404);
        assertThat(analyst.get(TEMPLATES + "?x=1").status()).isEqualTo(400);
    }

    @Test
    void refusesToApplyWhatIsNoTemplate() {
        String path = INCIDENTS + "/" + opened("{\"title\":\"x\"}").id() + "/template";

        assertThat(analyst.post(path, "{\"template\":\"none\"}").status()).isEqualTo(422);
        assertThat(analyst.post(path, "{}").status()).isEqualTo(422);
        assertThat(
                        analyst.post(INCIDENTS + "/none/template", "{\"template\":\"phishing\"}")
                                .status())
                .isEqualTo(404);
        assertThat(desk.caller("viewer").post(path, "{}").status()).isEqualTo(403);
    }

    private Answer opened(String body) {
        Answer opened = analyst.post(INCIDENTS, body);
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened;
    }

    private JsonNode parts(Answer incident, String kind) {
        return analyst.get(INCIDENTS + "/" + incident.id() + "/" + kind + "?limit=500")
                .json()
                .path("items");
    }

    private static Answer put(Caller caller, String path, String body) {
        return caller.send("PUT", path, "application/json", body);
    }
}
