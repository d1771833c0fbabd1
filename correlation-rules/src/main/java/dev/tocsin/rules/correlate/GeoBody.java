package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * State of a group whose places are compared.
 *
 * @param floorMs events before this are not compared any more: what came before them is forgotten
 * @param sightings its events, in the order of evidence
 */
record GeoBody(long floorMs, List<Sighting> sightings) implements Body {
    GeoBody {
        sightings = List.copyOf(sightings);
    }

    @Override
    public List<Episode> episodes() {
        List<Episode> episodes = new ArrayList<>();
        for (Sighting sighting : sightings) {
            Episode alert = sighting.alert();
            if (alert != null) {
                episodes.add(alert);
            }
        }
        return episodes;
    }

    @Override
    public int weightBytes() {
        int weight = 64 + 800 * sightings.size();
        for (Sighting sighting : sightings) {
            weight += sighting.detail().weightBytes();
        }
        for (Episode episode : episodes()) {
            weight += episode.weightBytes();
        }
        return weight;
    }
}
