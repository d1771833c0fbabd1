package dev.tocsin.rules.logsource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Which log source an event has, from {@code logsources/*.yml}. Routes are asked in the order of
 * the files: the first that holds gives the log source, and those after it fill what it leaves open
 * only if it says {@code continue}. Thread-safe.
 */
public final class LogSourceRoutes {
    private static final LogSource OPEN = new LogSource(null, null, null);

    private static final class Shipped {
        static final LogSourceRoutes INSTANCE = read();

        private static LogSourceRoutes read() {
            List<Problem> problems = new ArrayList<>();
            LogSourceRoutes routes = of(ContentFiles.shipped("logsources"), problems);
            ContentFiles.requireNone(problems);
            return routes;
        }
    }

    private final Route[] routes;
    private final RouteIndex index;

    private LogSourceRoutes(List<Route> routes) {
        this.routes = routes.toArray(Route[]::new);
        this.index = RouteIndex.of(routes);
    }

    /** The routes that we ship. */
    public static LogSourceRoutes shipped() {
        return Shipped.INSTANCE;
    }

    /** The routes of some files; what is wrong with them is added to the problems. */
    static LogSourceRoutes of(List<RuleFile> files, List<Problem> problems) {
        List<Route> routes = new ArrayList<>();
        for (Document document : ContentFiles.documents(files, problems)) {
            Section section = new Section(document.root(), document.problems());
            section.allowOnly("logsource", "when", "cases", "continue", "includes");
            section.requireOneOf("when", "includes");
            if (section.has("when")) {
                routes.add(Route.of(section));
            }
            problems.addAll(document.problems().all());
        }
        return new LogSourceRoutes(routes);
    }

    /** The log source of an event in its normalized form; dimensions that nothing says are open. */
    public LogSource route(JsonNode event) {
        LogSource source = OPEN;
        RouteIndex.Candidates candidates = index.candidates(event);
        for (int i = candidates.next(); i >= 0; i = candidates.next()) {
            if (routes[i].holds(event)) {
                source = Dimensions.filled(source, routes[i].source(event));
                if (!routes[i].goesOn()) {
                    return source;
                }
            }
        }
        return source;
    }
}
