package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Durations between moments that the caller chooses, to the second. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChosenFiguresIT {
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
    void measuresExactlyWhatLiesBetweenTheMoments() {
        for (int minutes : new int[] {10, 20, 59}) {
            analyst.post(
                    "/api/v1/incidents",
                    "{\"title\":\"Measured\",\"severity\":\"medium\",\"assignees\":[\"lee\"],"
                            + "\"reported_at\":\"2026-01-01T10:00:00Z\",\"verified_at\":\"2026-01-01T10:30:00Z\","
                            + "\"contained_at\":\"2026-01-01T11:%02d:00Z\"}".formatted(minutes));
        }

        JsonNode lee = group(figures("assignee"), "lee").at("/incidents/measures");
        JsonNode medium = group(figures("severity"), "medium").at("/incidents/measures/chosen");

        assertThat(lee.at("/chosen").toString())
                .isEqualTo("{\"count\":3,\"median\":3000.0,\"p90\":5340.0,\"mean\":3580.0}");
        assertThat(medium).isEqualTo(lee.at("/chosen"));
        assertThat(lee.at("/qualify/count").asInt()).isEqualTo(3);
        assertThat(lee.at("/qualify/p90").asDouble()).isZero();
        assertThat(lee.at("/detect/median").asDouble()).isPositive();
    }

    private static JsonNode group(JsonNode figures, String key) {
        for (JsonNode group : figures.path("groups")) {
            if (group.path("key").asText().equals(key)) {
                return group;
            }
        }
        throw new AssertionError("Expected a group " + key + ", but found " + figures);
    }

    private JsonNode figures(String by) {
        return analyst.get("/api/v1/metrics/desk?start=verified&end=contained&by=" + by).json();
    }
}
