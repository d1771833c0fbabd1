package dev.tocsin.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("a.properties"), "# ours\nA=1\nB = zwölf\n");
    }

    @Test
    void isUnderTheEnvironment() {
        assertThat(ConfigFile.under(Map.of("A", "2"), file))
                .isEqualTo(Map.of("A", "2", "B", "zwölf"));
    }

    @Test
    void isNamedByAVariableAndTheArgumentGoesBeforeIt() {
        Map<String, String> env = Map.of("TOCSIN_CONFIG", file.toString());
        Map<String, String> wrong = Map.of("TOCSIN_CONFIG", "absent.properties");

        assertThat(ConfigFile.under(env, null)).containsEntry("A", "1");
        assertThat(ConfigFile.under(wrong, file)).containsEntry("A", "1");
        assertThat(ConfigFile.under(Map.of("A", "2"), null)).isEqualTo(Map.of("A", "2"));
    }

    @Test
    void isNamedWhenItCannotBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigFile.under(Map.of(), directory.resolve("absent")))
                .withMessageContaining("absent");
    }

    @Test
    void readsTheCommandLine() {
        assertThat(BridgeProcess.Arguments.of("--config", "a", "--check-config"))
                .isEqualTo(new BridgeProcess.Arguments(true, Path.of("a")));
        assertThat(BridgeProcess.Arguments.of())
                .isEqualTo(new BridgeProcess.Arguments(false, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BridgeProcess.Arguments.of("--config"))
                .withMessageEndingWith("but found --config");
    }
}
