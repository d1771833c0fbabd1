package dev.tocsin.rules.source;

/** A place in a rule file: line and column, both from 1. */
public record Position(int line, int column) {
    /** This place, {@code columns} further right. */
    public Position right(int columns) {
        return new Position(line, column + columns);
    }
}
