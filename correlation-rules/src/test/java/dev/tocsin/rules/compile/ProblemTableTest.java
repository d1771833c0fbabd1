package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of bad rules and the problems they give, {@code bad-rules.txt}: rows of a name after
 * {@code ##### }, the text of a rule file, a line {@code =====>}, and its problems line by line.
 */
class ProblemTableTest {
    private static final String ROW = "##### ";
    private static final String ARROW = "=====>\n";

    static Stream<Arguments> table() {
        List<Arguments> rows = new ArrayList<>();
        for (String row : read().split(ROW, -1)) {
            int arrow = row.indexOf(ARROW);
            if (arrow >= 0) {
                int name = row.indexOf('\n');
                rows.add(
                        Arguments.of(
                                row.substring(0, name),
                                row.substring(name + 1, arrow),
                                row.substring(arrow + ARROW.length()).strip()));
            }
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void badRuleGivesTheProblemsOfTheTable(String name, String rule, String problems) {
        assertThat(String.join("\n", Compiled.file(rule).problems())).as(name).isEqualTo(problems);
    }

    private static String read() {
        try (InputStream in = ProblemTableTest.class.getResourceAsStream("/bad-rules.txt")) {
            byte[] bytes = Objects.requireNonNull(in, "bad-rules.txt").readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
