package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Serves a stand-in for the console, from this module's test resources. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
    private static final String TITLE = "A stand-in for the console";

    private DeskDriver desk;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void servesTheConsoleAtTheRoot() {
        Answer answer = desk.nobody().with("Accept", "text/html").get("/");

        assertThat(answer.text()).contains(TITLE);
        assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'");
    }

    @Test
    void servesItsFiles() {
        Answer answer = desk.nobody().get("/assets/app.js");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).contains("javascript");
    }

    @Test
    void servesTheIndexForAPageOfTheConsole() {
        Answer answer = desk.nobody().with("Accept", "text/html").get("/incidents/INC-2026-000001");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains(TITLE);
    }

    @Test
    void servesNoPageBelowTheApi() {
        Answer answer = desk.nobody().with("Accept", "text/html").get("/api/v1/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    }

    @Test
    void servesNothingOutsideItsFolder() {
        Answer answer = desk.nobody().get("/..%2f..%2fdev/tocsin/desk/openapi.yaml");

        assertThat(answer.text()).doesNotContain("openapi: 3.1");
    }
}
