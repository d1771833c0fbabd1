package dev.tocsin.desk.incident.link;

/** What one incident is to another. Of each pair, the link is kept by the first. */
public enum Relation {
    DUPLICATE_OF,
    DUPLICATED_BY,
    CAUSED_BY,
    CAUSE_OF,
    CHILD_OF,
    PARENT_OF,
    RELATED_TO;

    /** What the other incident is to the one. */
    Relation inverse() {
        return switch (this) {
            case DUPLICATE_OF -> DUPLICATED_BY;
            case DUPLICATED_BY -> DUPLICATE_OF;
            case CAUSED_BY -> CAUSE_OF;
            case CAUSE_OF -> CAUSED_BY;
            case CHILD_OF -> PARENT_OF;
            case PARENT_OF -> CHILD_OF;
            case RELATED_TO -> RELATED_TO;
        };
    }

    /** Whether links are kept under this name, and not under that of the inverse. */
    boolean isKept() {
        return switch (this) {
            case DUPLICATE_OF, CAUSED_BY, CHILD_OF, RELATED_TO -> true;
            case DUPLICATED_BY, CAUSE_OF, PARENT_OF -> false;
        };
    }

    /** Whether an incident has this relation to one other at most. */
    boolean isSingle() {
        return this == DUPLICATE_OF || this == CHILD_OF;
    }

    /** Whether it leads from one to the other, so that it must not lead back. */
    boolean isDirected() {
        return this != RELATED_TO;
    }
}
