package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/** The binary form of a {@link GeoBody}. */
final class GeoForm {
    private final EpisodeForm form;

    GeoForm(EpisodeForm form) {
        this.form = form;
    }

    void write(BinaryWriter to, GeoBody body) {
        form.writeTime(to, body.floorMs());
        to.number(body.sightings().size());
        for (Sighting sighting : body.sightings()) {
            form.writeDetail(to, sighting.detail());
            to.decimal(sighting.place().latitude());
            to.decimal(sighting.place().longitude());
            to.decimal(sighting.place().radiusKm());
            Episode alert = sighting.alert();
            to.flag(alert != null);
            if (alert != null) {
                form.writeEpisode(to, alert);
            }
        }
    }

    GeoBody read(BinaryReader from) {
        long floorMs = form.readTime(from);
        int size = from.size();
        List<Sighting> sightings = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            sightings.add(
                    new Sighting(
                            form.readDetail(from),
                            new GeoPlace(from.decimal(), from.decimal(), from.decimal()),
                            from.flag() ? form.readEpisode(from) : null));
        }
        return new GeoBody(floorMs, sightings);
    }
}
