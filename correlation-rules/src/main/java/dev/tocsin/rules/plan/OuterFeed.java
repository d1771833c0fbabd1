package dev.tocsin.rules.plan;

import dev.tocsin.rules.value.FieldPath;
import java.util.List;

/**
 * A correlation that an event of a rule reaches through a chain: the result of the inner
 * correlation joins the outer's groups that are found among its events, so each event carries them.
 *
 * <p>Where the aliases of a chain lead to different fields, those of the inner correlation through
 * which the outer is reached count, and below it those of the first way.
 *
 * @param correlation the outer correlation
 * @param inner id of the correlation in its list through which it is reached
 * @param positions bit {@code i} is set when the inner one stands at place {@code i} of the list
 * @param groupBy for each entry of the outer's group-by the places of the field in events of the
 *     rule, best first
 * @param entities of a threshold of risk: the fields that {@code groupBy} has the places of, each a
 *     group by itself; empty for a correlation
 * @param values for each entry of the outer's {@link CorrelationPlan#fields()} the same
 */
public record OuterFeed(
        CorrelationPlan correlation,
        String inner,
        long positions,
        List<List<FieldPath>> groupBy,
        List<String> entities,
        List<List<FieldPath>> values) {}
