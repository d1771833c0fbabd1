package dev.tocsin.rules.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.rules.compile.Placeholders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListFileTest {
    @TempDir Path directory;

    @Test
    void readsYamlAndJson() throws IOException {
        assertThat(lists("Administrators: [alice, 7]\nServers: []").values("Administrators"))
                .containsExactly("alice", "7");
        assertThat(lists("{\"Servers\": [\"dc*\"]}").values("Servers")).containsExactly("dc*");
        assertThat(lists("Servers: []").values("Servers")).isEmpty();
        assertThat(lists("Servers: []").values("Administrators")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[a]          | Expected a map of names to lists",
                "Servers: dc1 | Expected a list of values for 'Servers'",
                "Servers: [{}]| Expected plain values in 'Servers'",
                "a: [         | Expected YAML",
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> lists(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private Placeholders lists(String text) throws IOException {
        return ListFile.read(Files.writeString(directory.resolve("lists.yml"), text));
    }
}
