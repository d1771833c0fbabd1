package dev.tocsin.rules.plan;

import java.time.Duration;

/**
 * When a correlation listens and speaks.
 *
 * @param grace how much older than the group's clock an event may be
 * @param settle how long after its end a frame, or the beginning of a silence, is first judged
 * @param warm whether a new correlation reads what is left of the past
 */
public record Timing(Duration grace, Duration settle, boolean warm) {}
