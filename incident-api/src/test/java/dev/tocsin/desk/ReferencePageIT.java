package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencePageIT {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @Test
    void servesThePageWithEveryFileThatItNames(@TempDir Path directory) throws Exception {
        try (DeskDriver desk = new DeskDriver(directory)) {
            Answer page = desk.nobody().get("/api/v1/reference");

            assertThat(page.mediaType()).isEqualTo("text/html");
            assertThat(page.header("Content-Security-Policy"))
                    .contains("script-src 'self'", "img-src 'self' data:");
            assertThat(LINK.matcher(page.text()).results().map(m -> m.group(1)))
                    .hasSize(3)
                    .allSatisfy(
                            link ->
                                    assertThat(desk.nobody().get(link).text())
                                            .as(link)
                                            .hasSizeGreaterThan(100));
            assertThat(desk.nobody().get("/api/v1/reference/reference.js").text())
                    .contains("/api/v1/openapi.yaml");
            assertThat(desk.nobody().get("/api/v1/reference/pom.xml").status()).isEqualTo(404);
        }
    }
}
