package dev.tocsin.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaTest {
    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        "[always] madvise never, true",
        "always [madvise] never, true",
        "always madvise [never], false"
    })
    void hugePagesAreAskedForUnlessTheKernelNeverGivesThem(String setting, boolean asked)
            throws IOException {
        Path enabled = Files.writeString(directory.resolve("enabled"), setting + "\n");

        assertThat(Java.hasHugePages(enabled)).isEqualTo(asked);
    }

    @Test
    void aKernelThatDoesNotKnowThemIsNotAsked() {
        assertThat(Java.hasHugePages(directory.resolve("missing"))).isFalse();
    }
}
