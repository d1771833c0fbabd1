package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import java.util.List;

/** What an event gives to correlations. */
public final class Contributions {
    private Contributions() {}

    /** One contribution for each group of each correlation that the matches feed. */
    public static List<Contribution> of(
            RuleSet rules, JsonNode event, EventRef ref, List<RuleMatch> matches) {
        return List.of();
    }
}
