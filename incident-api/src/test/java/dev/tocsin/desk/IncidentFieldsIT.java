package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written about an incident: phase, markings, dates, kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentFieldsIT {
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

    @Test
    void beginsInIdentificationMarkedAmber() {
        Answer opened = opened("{\"title\":\"New\"}");

        assertThat(opened.text("phase")).isEqualTo("identification");
        assertThat(opened.text("tlp")).isEqualTo("amber");
        assertThat(opened.text("pap")).isEqualTo("amber");
        assertThat(opened.text("kind")).isEqualTo("incident");
        assertThat(opened.json().path("contained_at").isNull()).isTrue();
    }

    @Test
    void takesEveryMemberAtItsOpeningAndTellsItInTheHistory() {
        Answer opened =
                opened(
                        """
                        {"title":"Full","phase":"containment","tlp":"amber_strict","pap":"red",
                         "kind":"investigation","reported_at":"2026-11-01T08:00:00Z",
                         "verified_at":"2026-11-01T09:00:00Z"}
                        """);

        assertThat(analyst.get(path(opened)).json()).isEqualTo(opened.json());
        assertThat(opened.text("reported_at")).isEqualTo("2026-11-01T08:00:00.000Z");
        assertThat(changed(opened)).contains("phase", "tlp", "pap", "kind", "verified_at");
    }

    @ParameterizedTest
    @CsvSource({
        "phase, eradication",
        "tlp, red",
        "pap, clear",
        "mitigated_at, 2026-11-01T08:00:00.000Z"
    })
    void changesAMemberAndKeepsTheOthers(String member, String value) {
        Answer opened = opened("{\"title\":\"Kept\",\"severity\":\"low\"}");

        Answer changed =
                analyst.patch(
                        path(opened), opened.etag(), "{\"%s\":\"%s\"}".formatted(member, value));

        assertThat(changed.text(member)).isEqualTo(value);
        assertThat(changed.text("severity")).isEqualTo("low");
        assertThat(analyst.get(path(opened)).json()).isEqualTo(changed.json());
        assertThat(changed(opened)).contains(member);
    }

    @Test
    void refusesDatesThatAreTheWrongWayRoundAtTheMemberThatWasGiven() {
        Answer both =
                analyst.post(
                        INCIDENTS,
                        """
                        {"title":"Wrong","verified_at":"2026-11-02T00:00:00Z",
                         "contained_at":"2026-11-01T00:00:00Z","closed_at":"2026-10-01T00:00:00Z"}
                        """);
        Answer opened = opened("{\"title\":\"x\",\"contained_at\":\"2026-11-01T00:00:00Z\"}");
        Answer later =
                analyst.patch(
                        path(opened), opened.etag(), "{\"verified_at\":\"2026-11-02T00:00:00Z\"}");

        assertThat(both.status()).isEqualTo(422);
        assertThat(both.json().path("errors").findValuesAsText("pointer"))
                .containsExactly("/contained_at", "/closed_at", "/closed_at");
        assertThat(later.status()).isEqualTo(422);
        assertThat(later.json().path("errors").findValuesAsText("pointer"))
                .containsExactly("/verified_at");
        assertThat(later.text()).contains("not after contained_at");
    }

    @Test
    void containsAndMitigatesInEitherOrder() {
        assertThat(
                        opened(
                                        """
                                        {"title":"x","contained_at":"2026-11-02T00:00:00Z",
                                         "mitigated_at":"2026-11-01T00:00:00Z"}
                                        """)
                                .status())
                .isEqualTo(201);
    }

    @Test
    void refusesWhatIsNoMemberValueOrCannotBeRemoved() {
        Answer opened = opened("{\"title\":\"x\"}");

        Answer answer =
                analyst.patch(
                        path(opened),
                        opened.etag(),
                        "{\"phase\":null,\"tlp\":\"white\",\"kind\":\"incident\",\"closed_at\":\"soon\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/phase", "/tlp", "/kind", "/closed_at");
    }

    @Test
    void datesItsClosingAndForgetsThatDateWhenItIsOpenedAgain() {
        Answer opened = opened("{\"title\":\"x\"}");

        Answer closed = analyst.patch(path(opened), opened.etag(), "{\"status\":\"closed\"}");
        Answer again = analyst.patch(path(opened), closed.etag(), "{\"status\":\"in_progress\"}");

        assertThat(closed.text("closed_at")).isNotNull();
        assertThat(again.text("closed_at")).isNull();
    }

    @Test
    void keepsTheClosingDateThatIsGiven() {
        Answer opened =
                opened(
                        "{\"title\":\"x\",\"status\":\"closed\",\"closed_at\":\"2026-11-01T00:00:00Z\"}");

        assertThat(opened.text("closed_at")).isEqualTo("2026-11-01T00:00:00.000Z");
    }

    @Test
    void promotesAnInvestigationOnceAndKeepsItsNumber() {
        Answer opened = opened("{\"title\":\"Odd logins\",\"kind\":\"investigation\"}");

        Answer promoted =
                analyst.post(path(opened) + "/promote", "{\"comment\":\"Confirmed by the user\"}");
        Answer again = analyst.post(path(opened) + "/promote", "{}");

        assertThat(promoted.status()).isEqualTo(200);
        assertThat(promoted.id()).isEqualTo(opened.id());
        assertThat(promoted.text("kind")).isEqualTo("incident");
        assertThat(promoted.etag()).isEqualTo("\"2\"");
        assertThat(again.etag()).isEqualTo("\"2\"");
        assertThat(analyst.get(path(opened) + "/history").text())
                .contains("\"action\":\"promoted\"", "Confirmed by the user", "\"created\"");
    }

    @Test
    void refusesAPromotionWithoutTheRoleTheIncidentOrASaneBody() {
        Answer opened = opened("{\"title\":\"x\",\"kind\":\"investigation\"}");

        assertThat(desk.caller("viewer").post(path(opened) + "/promote", "{}").status())
                .isEqualTo(403);
        assertThat(analyst.post(INCIDENTS + "/none/promote", "{}").status()).isEqualTo(404);
        assertThat(analyst.post(path(opened) + "/promote", "{\"why\":1}").status()).isEqualTo(422);
        assertThat(analyst.post(path(opened) + "/promote", "[]").status()).isEqualTo(400);
    }

    private Answer opened(String body) {
        Answer opened = analyst.post(INCIDENTS, body);
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened;
    }

    private static String path(Answer incident) {
        return INCIDENTS + "/" + incident.id();
    }

    private List<String> changed(Answer incident) {
        JsonNode items = analyst.get(path(incident) + "/history").json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .flatMap(item -> item.path("changes").findValuesAsText("field").stream())
                .toList();
    }
}
