package dev.tocsin.desk.query;

/** What the values of a field are, and so how they are compared. */
public enum FieldType {
    /** Whole texts; compared without regard to the case of ASCII letters. */
    KEYWORD,
    /** Prose; a value is looked for inside it. */
    TEXT,
    /** Numbers. */
    NUMBER,
    /** Times, in milliseconds since the epoch. */
    DATE,
    /** IP addresses, of both families. */
    IP,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Names in an order, for example levels. */
    NAME
}
