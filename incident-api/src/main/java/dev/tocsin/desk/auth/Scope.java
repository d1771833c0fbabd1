package dev.tocsin.desk.auth;

import dev.tocsin.desk.http.Route;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a route touches and how: {@code alerts:read}, {@code incidents:write}. The resource is the
 * path's first part below {@code /api/v1/}, or its first part elsewhere; every method but GET
 * writes. A key with scopes may use the routes of these alone, as far as its role allows them.
 */
public final class Scope {
    /** The most scopes of a key. */
    public static final int MAX_SCOPES = 50;

    /** The longest scope. */
    public static final int MAX_LENGTH = 100;

    private static final String API = "/api/v1/";

    /** A caller may always ask who it is, and log out. */
    private static final String OWN = "session";

    private Scope() {}

    /** The scope of a route; null when every key may use it. */
    public static @Nullable String of(Route route) {
        String path = route.path().startsWith(API) ? route.path().substring(API.length()) : "";
        String resource = path.isEmpty() ? route.path().substring(1) : path;
        resource = resource.split("/", 2)[0];
        if (resource.equals(OWN)) {
            return null;
        }
        return resource + (route.method().name().equals("GET") ? ":read" : ":write");
    }

    /** All scopes of some routes, in the order of the alphabet. */
    public static Set<String> all(Collection<Route> routes) {
        Set<String> scopes = new TreeSet<>();
        for (Route route : routes) {
            String scope = of(route);
            if (scope != null) {
                scopes.add(scope);
            }
        }
        return scopes;
    }
}
