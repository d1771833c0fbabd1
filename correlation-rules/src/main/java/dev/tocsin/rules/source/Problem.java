package dev.tocsin.rules.source;

import java.util.Comparator;

/**
 * Something wrong in a rule file, and the way out.
 *
 * @param severity whether the document stays out of the rule set
 * @param file path of the rule file
 * @param document number of the document in the file, from 1
 * @param line line in the file, from 1
 * @param column column in the line, from 1
 * @param message what was expected and what was found
 * @param hint what to do about it; may be empty
 */
public record Problem(
        Severity severity,
        String file,
        int document,
        int line,
        int column,
        String message,
        String hint) {

    /** By file, then line, then column. */
    public static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::file)
                    .thenComparingInt(Problem::line)
                    .thenComparingInt(Problem::column);

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line: {@code file:line:column: error: message (hint)}. */
    @Override
    public String toString() {
        String text = file + ":" + line + ":" + column + ": " + severity.text() + ": " + message;
        return hint.isEmpty() ? text : text + " (" + hint + ")";
    }
}
