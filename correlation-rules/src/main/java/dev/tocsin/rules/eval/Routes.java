package dev.tocsin.rules.eval;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.RulePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The route of each log source, made when the first event of it comes. A sender may set any log
 * source: past {@value #MOST} different ones, all are forgotten and made again when needed.
 * Thread-safe.
 */
final class Routes {
    static final int MOST = 2_000;

    /** The rules that look at the same log sources, as a bit each. */
    private record Group(List<LogSource> sources, long[] rules) {}

    private final List<Group> groups = new ArrayList<>();
    private final Function<long[], Route> make;
    private final int words;
    private final Map<LogSource, Route> routes = new ConcurrentHashMap<>();

    /**
     * @param make the route of a set of rules
     */
    Routes(List<RulePlan> rules, Function<long[], Route> make) {
        this.make = make;
        this.words = Route.bits(rules.size()).length;
        Map<List<LogSource>, Group> bySources = new LinkedHashMap<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            Group group =
                    bySources.computeIfAbsent(
                            rules.get(rule).sources(),
                            sources -> new Group(sources, Route.bits(rules.size())));
            Route.set(group.rules, rule);
        }
        groups.addAll(bySources.values());
    }

    Route of(LogSource source) {
        Route known = routes.get(source);
        if (known != null) {
            return known;
        }
        Route route = make(source);
        if (routes.size() >= MOST) {
            routes.clear();
        }
        routes.put(source, route);
        return route;
    }

    private Route make(LogSource source) {
        long[] all = new long[words];
        for (Group group : groups) {
            if (!Relevance.conflict(group.sources, source)) {
                for (int word = 0; word < words; word++) {
                    all[word] |= group.rules[word];
                }
            }
        }
        return make.apply(all);
    }
}
