package dev.tocsin.bench.correlate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.EventRef;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.Contributions;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topic.Topics;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes contributions as the topology does: an event matches one of the rules and gives what it
 * gives. The matching itself is done once for each rule, for it is not what is measured.
 */
final class MatchMaker {
    private static final long ID_SEED = 0x9E3779B97F4A7C15L;

    private final RuleSet rules;
    private final List<List<RuleMatch>> matches = new ArrayList<>();
    private long number;

    MatchMaker(RuleSet rules) {
        this.rules = rules;
        for (String action : BenchRules.ACTIONS) {
            ObjectNode event = Json.object();
            event.putObject("event").put("action", action);
            List<RuleMatch> found = rules.match(event, new LogSource("bench", null, null));
            found.forEach(RuleMatch::predicates);
            matches.add(found);
        }
    }

    /**
     * What one event gives.
     *
     * @param rule number of the rule that it matches
     * @param user number of the group
     * @param port a value to count
     */
    Contribution make(long timeMs, int rule, int user, int port) {
        ObjectNode event = Json.object();
        event.putObject("event").put("action", BenchRules.ACTIONS.get(rule));
        event.putObject("user").put("name", "user-" + user);
        event.putObject("host").put("name", "host-" + user % 1_000 + ".corp.example");
        event.putObject("source").put("ip", "198.51." + (user >> 8 & 255) + "." + (user & 255));
        event.putObject("destination").put("port", port);
        long n = number++;
        EventRef ref = new EventRef(id(n), timeMs, Topics.EVENTS_RAW.name(), (int) (n % 3), n / 3);
        return Contributions.of(rules, event, ref, matches.get(rule)).getFirst();
    }

    /** As long as an id of ours: 32 hexadecimal digits. */
    private static String id(long n) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(n * ID_SEED) + hex.toHexDigits(~n * ID_SEED);
    }
}
