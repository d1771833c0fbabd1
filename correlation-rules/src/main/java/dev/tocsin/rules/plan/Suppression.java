package dev.tocsin.rules.plan;

import java.time.Duration;
import java.util.List;

/**
 * After an alert, further episodes only raise its suppressed counter for a while.
 *
 * @param span how long, from the event time of the event that completed the alert
 * @param by the fields that tell alerts apart; empty: the group
 */
public record Suppression(Duration span, List<String> by) {
    public Suppression {
        by = List.copyOf(by);
    }
}
