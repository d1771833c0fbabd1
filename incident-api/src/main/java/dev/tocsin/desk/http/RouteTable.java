package dev.tocsin.desk.http;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All routes of the API. Tells an unknown path from a known one with another method. */
public record RouteTable(List<Route> routes) {
    public RouteTable {
        routes = List.copyOf(routes);
    }

    /** The methods that a path answers to; empty when there is no such path. */
    public Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (matches(route.path(), path)) {
                methods.add(route.method().name());
                if (route.method().equals(HandlerType.GET)) {
                    methods.add("HEAD");
                }
            }
        }
        return methods;
    }

    /** The path in the specification that a path matches; null when there is none. */
    public @Nullable String route(String path) {
        String variable = null;
        for (Route route : routes) {
            if (route.path().equals(path)) {
                return path;
            }
            if (variable == null && matches(route.path(), path)) {
                variable = route.path();
            }
        }
        return variable;
    }

    private static boolean matches(String template, String path) {
        String[] wanted = template.split("/", -1);
        String[] found = path.split("/", -1);
        if (wanted.length != found.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean parameter = wanted[i].startsWith("{") && !found[i].isEmpty();
            if (!parameter && !wanted[i].equals(found[i])) {
                return false;
            }
        }
        return true;
    }
}
