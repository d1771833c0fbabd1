package dev.tocsin.desk.auth;

import org.jspecify.annotations.Nullable;

/**
 * Says, at every request, whether whom a session belongs to is still let in, and what it may do
 * now. There is one for each {@link AuthMethod}.
 */
@FunctionalInterface
public interface Standing {
    /** As it was when the session was opened: for those whom somebody else keeps. */
    Standing AS_OPENED = Session::who;

    /** Who it is now; null when it is not let in any more. */
    @Nullable Identity now(Session session);
}
