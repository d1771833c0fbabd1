package dev.tocsin.desk.query;

/** A text that is no filter: says where, what was expected and what was found. */
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    QueryException(int position, String expected, String found) {
        super("Expected %s at character %d, but found %s".formatted(expected, position + 1, found));
        this.position = position;
    }

    /** Where it is wrong, from 0. */
    public int position() {
        return position;
    }
}
