package dev.tocsin.bridge.http.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenIdsTest {
    private final SeenIds seen = new SeenIds(2);

    @Test
    void remembersTheIdsOfEachSource() {
        assertThat(seen.add("web", "logs/1")).isTrue();
        assertThat(seen.add("web", "logs/1")).isFalse();
        assertThat(seen.has("web", "logs/1")).isTrue();
        assertThat(seen.has("dmz", "logs/1")).isFalse();
        assertThat(seen.has("web", "logs/2")).isFalse();
    }

    @Test
    void forgetsTheOldestBeyondItsCapacity() {
        seen.add("web", "1");
        seen.add("web", "2");
        seen.add("web", "3");

        assertThat(seen.has("web", "1")).isFalse();
        assertThat(seen.has("web", "2")).isTrue();
        assertThat(seen.has("web", "3")).isTrue();
    }
}
