package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of a {@link TrailingBody}. An entry that an episode has taken in and that has no
 * values is its distance from the entry before and one byte.
 */
final class TrailingForm {
    private static final int HAS_DETAIL = 1;
    private static final int HAS_VALUES = 2;
    private static final int OTHER_POSITIONS = 4;

    private final EpisodeForm form;

    TrailingForm(EpisodeForm form) {
        this.form = form;
    }

    void write(BinaryWriter to, TrailingBody body) {
        to.number(body.entries().size());
        if (!body.entries().isEmpty()) {
            long previousMs = body.entries().getFirst().timeMs();
            form.writeTime(to, previousMs);
            for (Entry entry : body.entries()) {
                to.number(entry.timeMs() - previousMs);
                writeEntry(to, entry);
                previousMs = entry.timeMs();
            }
        }
        to.number(body.episodes().size());
        body.episodes().forEach(episode -> form.writeEpisode(to, episode));
    }

    TrailingBody read(BinaryReader from) {
        int size = from.size();
        List<Entry> entries = new ArrayList<>(size);
        long timeMs = size == 0 ? 0 : form.readTime(from);
        for (int i = 0; i < size; i++) {
            timeMs += from.number();
            entries.add(readEntry(from, timeMs));
        }
        int episodeCount = from.size();
        List<Episode> episodes = new ArrayList<>(episodeCount);
        for (int i = 0; i < episodeCount; i++) {
            episodes.add(form.readEpisode(from));
        }
        return new TrailingBody(entries, episodes);
    }

    private void writeEntry(BinaryWriter to, Entry entry) {
        Detail detail = entry.detail();
        boolean values = !entry.values().isEmpty();
        boolean positions = entry.positions() != 1;
        to.octet(
                (detail != null ? HAS_DETAIL : 0)
                        | (values ? HAS_VALUES : 0)
                        | (positions ? OTHER_POSITIONS : 0));
        if (positions) {
            to.number(entry.positions());
        }
        if (values) {
            Parts.writeTexts(to, entry.values());
        }
        if (detail != null) {
            form.writeDetail(to, detail);
        }
    }

    private Entry readEntry(BinaryReader from, long timeMs) {
        int flags = from.octet();
        long positions = (flags & OTHER_POSITIONS) == 0 ? 1 : from.number();
        List<String> values = (flags & HAS_VALUES) == 0 ? List.of() : Parts.readTexts(from);
        Detail detail = (flags & HAS_DETAIL) == 0 ? null : form.readDetail(from);
        return new Entry(timeMs, positions, values, detail);
    }
}
