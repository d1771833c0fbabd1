package dev.tocsin.desk.auth;

import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Texts;
import java.util.Collection;
import java.util.List;

/**
 * What a caller may do. Responders and rule authors are analysts too, but not each other: who
 * decides what is detected need not be able to block, and the other way round. An administrator may
 * do everything.
 */
public enum Role {
    VIEWER,
    ANALYST,
    RESPONDER,
    RULE_AUTHOR,
    ADMIN;

    /** The wire names of some, in their order. */
    public static List<String> names(Collection<Role> roles) {
        return roles.stream().sorted().map(Texts::name).toList();
    }

    /** Whether this role suffices. */
    public boolean allows(Access access) {
        return switch (access) {
            case PUBLIC, VIEWER -> true;
            case ANALYST -> this != VIEWER;
            case RESPONDER -> this == RESPONDER || this == ADMIN;
            case RULE_AUTHOR -> this == RULE_AUTHOR || this == ADMIN;
            case ADMIN -> this == ADMIN;
        };
    }
}
