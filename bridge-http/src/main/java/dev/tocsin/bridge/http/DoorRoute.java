package dev.tocsin.bridge.http;

import io.javalin.http.HandlerType;
import java.util.List;

/**
 * Where a door is.
 *
 * @param methods those that it takes; others are refused in the protocol's words
 * @param paths in Javalin's notation
 */
public record DoorRoute(ProtocolHandler handler, List<HandlerType> methods, List<String> paths) {
    public DoorRoute {
        methods = List.copyOf(methods);
        paths = List.copyOf(paths);
    }
}
