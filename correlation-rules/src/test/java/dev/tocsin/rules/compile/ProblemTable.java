package dev.tocsin.rules.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A table of bad files and the problems they give: rows of a name after {@code ##### }, the text of
 * a file, a line {@code =====>}, and its problems line by line.
 */
public final class ProblemTable {
    private static final String ROW = "##### ";
    private static final String ARROW = "=====>\n";

    private ProblemTable() {}

    /** Name, text and problems of each row of a resource. */
    public static List<Arguments> rows(String resource) {
        List<Arguments> rows = new ArrayList<>();
        for (String row : read(resource).split(ROW, -1)) {
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
        return rows;
    }

    private static String read(String resource) {
        try (InputStream in = ProblemTable.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
