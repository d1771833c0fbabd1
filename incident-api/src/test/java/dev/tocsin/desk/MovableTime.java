package dev.tocsin.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until a test moves it on. Thread-safe. */
final class MovableTime implements InstantSource {
    private Instant now = Instant.now();

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
