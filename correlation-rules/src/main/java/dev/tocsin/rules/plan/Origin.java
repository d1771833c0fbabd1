package dev.tocsin.rules.plan;

/**
 * Where a plan comes from.
 *
 * @param file path of the rule file
 * @param document number of the document in the file, from 1
 * @param line line where the document begins, from 1
 */
public record Origin(String file, int document, int line) {
    /** {@code file:line}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
