package dev.tocsin.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenIdsTest {
    private final SeenIds seen = new SeenIds(2);

    @Test
    void remembersTheIdsOfEachSource() {
        assertThat(seen.add(SeenIds.Id.of("web", "logs/1"))).isTrue();
        assertThat(seen.add(SeenIds.Id.of("web", "logs/1"))).isFalse();
        assertThat(seen.has(SeenIds.Id.of("web", "logs/1"))).isTrue();
        assertThat(seen.has(SeenIds.Id.of("dmz", "logs/1"))).isFalse();
        assertThat(seen.has(SeenIds.Id.of("web", "logs/2"))).isFalse();
    }

    @Test
    void forgetsTheOldestBeyondItsCapacity() {
        seen.add(SeenIds.Id.of("web", "1"));
        seen.add(SeenIds.Id.of("web", "2"));
        seen.add(SeenIds.Id.of("web", "3"));

        assertThat(seen.has(SeenIds.Id.of("web", "1"))).isFalse();
        assertThat(seen.has(SeenIds.Id.of("web", "2"))).isTrue();
        assertThat(seen.has(SeenIds.Id.of("web", "3"))).isTrue();
    }
}
