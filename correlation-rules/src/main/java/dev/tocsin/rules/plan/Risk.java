package dev.tocsin.rules.plan;

import java.util.List;

/**
 * What an alert adds to the risk of entities.
 *
 * @param score how much, above 0
 * @param entities the fields whose values are the entities
 */
public record Risk(double score, List<String> entities) {
    public Risk {
        entities = List.copyOf(entities);
    }
}
