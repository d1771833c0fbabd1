package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lists of incidents: filtered, sorted, counted and exported. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentListIT {
    private static final String INCIDENTS = "/api/v1/incidents";
    private static final List<String> SEVERITIES = List.of("low", "high", "medium", "critical");

    private final List<String> ids = new ArrayList<>();
    private DeskDriver desk;
    private Caller analyst;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        analyst = desk.caller("analyst");
        for (int i = 0; i < 8; i++) {
            ids.add(
                    desk.admin()
                            .post(
                                    INCIDENTS,
                                    """
                                    {"title":"Case %d","severity":"%s","phase":"%s","tags":["t%d"],
                                     "kind":"%s","reported_at":"2026-11-0%dT00:00:00Z"}
                                    """
                                            .formatted(
                                                    9 - i,
                                                    SEVERITIES.get(i % 4),
                                                    i < 4 ? "recovery" : "containment",
                                                    i % 2,
                                                    i == 0 ? "investigation" : "incident",
                                                    i + 1))
                            .id());
        }
        desk.admin()
                .post(
                        INCIDENTS,
                        "{\"title\":\"=SECRET()\",\"tags\":[\"hidden\"],\"restricted\":{\"roles\":[\"admin\"]}}");
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void filtersByTheNewFields() {
        assertThat(listed("q", "kind:investigation")).containsExactly(ids.getFirst());
        assertThat(listed("q", "phase:<=containment")).hasSize(4);
        assertThat(listed("q", "reported_at:>=2026-11-07")).hasSize(2);
        assertThat(analyst.get(INCIDENTS + "?phase=recovery&tag=t0").json().path("items"))
                .hasSize(2);
        assertThat(analyst.get(INCIDENTS + "?kind=x").status()).isEqualTo(400);
    }

    @Test
    void listsTheNewestFirstAndPagesInAnyOrder() {
        assertThat(paged("")).isEqualTo(ids.reversed());
        assertThat(paged("&sort=created_at")).isEqualTo(ids);
        assertThat(paged("&sort=title")).isEqualTo(ids.reversed());
        assertThat(severities("&sort=-severity,reported_at"))
                .containsExactly(
                        "critical", "critical", "high", "high", "medium", "medium", "low", "low");
        assertThat(paged("&sort=-severity,reported_at")).startsWith(ids.get(3), ids.get(7));
    }

    @Test
    void refusesACursorOfAnotherOrderAndAnOrderOfNoField() {
        String next = analyst.get(INCIDENTS + "?limit=1").text("next");

        assertThat(analyst.get(INCIDENTS + "?sort=title,severity&cursor=" + next).status())
                .isEqualTo(400);
        assertThat(analyst.get(INCIDENTS + "?sort=size").status()).isEqualTo(400);
        assertThat(analyst.get(INCIDENTS + "?cursor=guess").status()).isEqualTo(400);
    }

    @Test
    void tellsTheMembersThatAreWanted() {
        JsonNode first =
                analyst.get(INCIDENTS + "?fields=title&limit=1").json().path("items").path(0);

        assertThat(first.properties()).extracting(e -> e.getKey()).containsExactly("id", "title");
    }

    @Test
    void countsValuesOfWhatTheCallerMaySee() {
        JsonNode counts = analyst.get(INCIDENTS + "/facets").json();

        assertThat(counts.path("phase").toString())
                .isEqualTo(
                        "[{\"value\":\"containment\",\"count\":4},{\"value\":\"recovery\",\"count\":4}]");
        assertThat(counts.path("tag").findValuesAsText("value")).containsExactly("t0", "t1");
        assertThat(analyst.get(INCIDENTS + "/facets?q=tag:t1").json().path("kind").toString())
                .isEqualTo("[{\"value\":\"incident\",\"count\":4}]");
        assertThat(analyst.get(INCIDENTS + "/facets?q=(").status()).isEqualTo(400);
        assertThat(analyst.get(INCIDENTS + "/facets?sort=id").status()).isEqualTo(400);
    }

    @Test
    void exportsLinesAndRowsInTheOrderThatIsAsked() {
        Answer lines = analyst.get(INCIDENTS + "/export?sort=title&fields=title");
        Answer rows = analyst.get(INCIDENTS + "/export?format=csv&q=tag:t0&sort=-title");

        assertThat(lines.text().lines()).hasSize(8);
        assertThat(lines.text())
                .startsWith("{\"id\":\"" + ids.getLast() + "\",\"title\":\"Case 2\"}");
        assertThat(rows.header("Content-Disposition")).contains("incidents.csv");
        assertThat(rows.text().lines()).hasSize(5).first().asString().startsWith("id,title,kind");
        assertThat(analyst.get(INCIDENTS + "/export?format=xml").status()).isEqualTo(400);
    }

    @Test
    void defusesFormulas() {
        assertThat(desk.admin().get(INCIDENTS + "/export?format=csv&tag=hidden").text())
                .contains(",'=SECRET(),");
    }

    @Test
    void listsWhatChangedSince() {
        assertThat(listed("updated_since", "2026-01-01T00:00:00Z")).hasSize(8);
        assertThat(listed("updated_since", "2999-01-01T00:00:00Z")).isEmpty();

        String since = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        analyst.post(INCIDENTS + "/" + ids.get(2) + "/notes", "{\"text\":\"Also a note counts\"}");
        analyst.post(INCIDENTS + "/" + ids.get(5) + "/tasks", "{\"title\":\"And a task\"}");
        assertThat(listed("updated_since", since))
                .containsExactlyInAnyOrder(ids.get(2), ids.get(5));
        assertThat(analyst.get(INCIDENTS + "/export?updated_since=" + since).text().lines())
                .hasSize(2);
    }

    private List<String> listed(String parameter, String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        return analyst.get(INCIDENTS + "?limit=500&" + parameter + "=" + encoded)
                .json()
                .path("items")
                .findValuesAsText("id");
    }

    private List<String> severities(String order) {
        return analyst.get(INCIDENTS + "?limit=500" + order)
                .json()
                .path("items")
                .findValuesAsText("severity");
    }

    private List<String> paged(String order) {
        List<String> all = new ArrayList<>();
        String next = "";
        while (next != null) {
            Answer page = analyst.get(INCIDENTS + "?limit=3" + order + next);
            all.addAll(page.json().path("items").findValuesAsText("id"));
            next = page.text("next");
            next = next == null ? null : "&cursor=" + next;
        }
        return all;
    }
}
