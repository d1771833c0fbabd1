package dev.tocsin.desk;

import static dev.tocsin.desk.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is changed or deleted by who has not said which version they have seen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreconditionsIT {
    private static final String IF_MATCH = "If-Match";

    /**
     * What never changes and can only be ended: there is one version alone, and a session or a key
     * in the wrong hands must end at once.
     */
    private static final Set<String> ENDED =
            Set.of(
                    "DELETE /api/v1/session",
                    "DELETE /api/v1/sessions",
                    "DELETE /api/v1/sessions/{id}",
                    "DELETE /api/v1/accounts/{name}/sessions",
                    "DELETE /api/v1/keys/{id}",
                    "DELETE /api/v1/ingest-tokens/{id}");

    private DeskDriver desk;
    private Caller admin;
    private String incident;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        admin = desk.admin();
        incident = admin.post("/api/v1/incidents", "{\"title\":\"One\"}").id();
        desk.stored(alert("one"));
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void leavesOutNoMoreThanWhatCanOnlyBeEnded() {
        assertThat(desk.specification().operations()).containsAll(ENDED);
    }

    @TestFactory
    Stream<DynamicTest> asksForTheVersionOnEveryRouteThatChangesOrDeletes() {
        return desk.specification().all().stream()
                .filter(o -> Set.of("PUT", "PATCH", "DELETE").contains(o.method()))
                .filter(o -> !ENDED.contains(o.method() + " " + o.path()))
                .map(o -> DynamicTest.dynamicTest(o.method() + " " + o.path(), () -> asks(o)));
    }

    private void asks(Specification.Operation operation) {
        String path =
                operation
                        .path()
                        .replace("/incidents/{id}", "/incidents/" + incident)
                        .replace("/alerts/{id}", "/alerts/one")
                        .replaceAll("\\{[^}]+}", "none");
        String body = operation.method().equals("DELETE") ? null : "{}";
        String type =
                operation.method().equals("PATCH")
                        ? "application/merge-patch+json"
                        : "application/json";

        assertThat(operation.parameters())
                .anyMatch(
                        p ->
                                p.path("name").asText().equals(IF_MATCH)
                                        && p.path("required").asBoolean());
        assertThat(admin.send(operation.method(), path, body == null ? null : type, body).status())
                .isEqualTo(428);
    }
}
