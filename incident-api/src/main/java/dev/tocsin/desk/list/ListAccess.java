package dev.tocsin.desk.list;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Texts;
import io.javalin.http.Context;

/**
 * Who may write lists of a kind: what is on a block list is cut off, and what stands for a
 * placeholder changes what rules find.
 */
public final class ListAccess {
    private ListAccess() {}

    /** The role that a write to a list of a kind needs. */
    public static Access of(ListKind kind) {
        return switch (kind) {
            case WATCH, ASSETS, IDENTITIES -> Access.ANALYST;
            case BLOCK -> Access.RESPONDER;
            case PLACEHOLDERS -> Access.RULE_AUTHOR;
        };
    }

    /**
     * Requires that the caller may write lists of a kind.
     *
     * @throws ProblemException 403
     */
    static void require(Context ctx, ListKind kind) {
        Principal caller = Gate.principal(ctx);
        Access needed = of(kind);
        if (!caller.allows(needed)) {
            throw ProblemException.forbidden(
                    "Expected the role "
                            + Texts.name(needed)
                            + " for a list of "
                            + Texts.name(kind)
                            + ", but "
                            + caller.name()
                            + " has the role "
                            + Texts.name(caller.role()));
        }
    }
}
