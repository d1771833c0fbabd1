package dev.tocsin.desk.auth;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Knows machines by what their connection shows, without anything in the request. */
@FunctionalInterface
public interface Machines {
    /** Who calls; null when the connection shows nobody. */
    @Nullable Identity identify(Context ctx);
}
