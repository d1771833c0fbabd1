package dev.tocsin.desk.auth;

import dev.tocsin.desk.http.Access;

/** What a key may do; each role includes the ones before it. */
public enum Role {
    VIEWER,
    ANALYST,
    ADMIN;

    /** Whether this role suffices. */
    public boolean allows(Access access) {
        return switch (access) {
            case PUBLIC, VIEWER -> true;
            case ANALYST -> this != VIEWER;
            case ADMIN -> this == ADMIN;
        };
    }
}
