package dev.tocsin.rules.correlate;

import java.util.List;

/**
 * State of a rule whose repeated alerts are kept back.
 *
 * @param episodes the alerts that still count
 */
record RepeatsBody(List<Episode> episodes) implements Body {
    RepeatsBody {
        episodes = List.copyOf(episodes);
    }

    @Override
    public int weightBytes() {
        int weight = 64;
        for (Episode episode : episodes) {
            weight += episode.weightBytes();
        }
        return weight;
    }
}
