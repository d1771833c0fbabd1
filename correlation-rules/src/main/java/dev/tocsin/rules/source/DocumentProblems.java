package dev.tocsin.rules.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of one document, each once. */
public final class DocumentProblems {
    private final String file;
    private final int document;
    private final Set<Problem> found = new LinkedHashSet<>();

    public DocumentProblems(String file, int document) {
        this.file = file;
        this.document = document;
    }

    /** Adds an error. */
    public void error(Position at, String message, String hint) {
        add(Severity.ERROR, at, message, hint);
    }

    /** Adds a warning. */
    public void warning(Position at, String message, String hint) {
        add(Severity.WARNING, at, message, hint);
    }

    private void add(Severity severity, Position at, String message, String hint) {
        found.add(new Problem(severity, file, document, at.line(), at.column(), message, hint));
    }

    public boolean hasErrors() {
        for (Problem problem : found) {
            if (problem.isError()) {
                return true;
            }
        }
        return false;
    }

    public List<Problem> all() {
        return List.copyOf(found);
    }
}
