package dev.tocsin.rules.correlate;

import dev.tocsin.rules.correlate.JudgedEpisode.Frozen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary form of a {@link JudgedBody}. */
final class JudgedForm {
    private final EpisodeForm form;

    JudgedForm(EpisodeForm form) {
        this.form = form;
    }

    void write(BinaryWriter to, JudgedBody body) {
        WindowForm.write(to, body.window());
        to.text(body.groupKey());
        writeTime(to, body.settledMs());
        writeTime(to, body.spokenMs());
        writeTime(to, body.judgedMs());
        writeTime(to, body.forgottenMs());
        to.number(body.judged().size());
        body.judged().forEach(episode -> writeEpisode(to, episode));
    }

    JudgedBody read(BinaryReader from, ChunkStore chunks) {
        Window window = WindowForm.read(from, chunks);
        String groupKey = from.text();
        long settledMs = readTime(from);
        long spokenMs = readTime(from);
        long judgedMs = readTime(from);
        long forgottenMs = readTime(from);
        int size = from.size();
        List<JudgedEpisode> judged = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            judged.add(readEpisode(from));
        }
        return new JudgedBody(window, groupKey, judged, settledMs, spokenMs, judgedMs, forgottenMs);
    }

    /** A time that may be before all times. */
    private void writeTime(BinaryWriter to, long timeMs) {
        to.flag(timeMs != Long.MIN_VALUE);
        if (timeMs != Long.MIN_VALUE) {
            form.writeTime(to, timeMs);
        }
    }

    private long readTime(BinaryReader from) {
        return from.flag() ? form.readTime(from) : Long.MIN_VALUE;
    }

    private void writeEpisode(BinaryWriter to, JudgedEpisode episode) {
        to.text(episode.key());
        form.writeTime(to, episode.namedAtMs());
        form.writeTime(to, episode.fromMs());
        form.writeTime(to, episode.toMs());
        form.writeEpisode(to, episode.episode());
        to.number(episode.frozen().size());
        for (Frozen frozen : episode.frozen()) {
            form.writeTime(to, frozen.fromMs());
            form.writeTime(to, frozen.toMs());
            form.writeEpisode(to, frozen.part());
            writeFirst(to, frozen.first());
        }
        EpisodeForm.writeHeard(to, episode.fed());
    }

    private JudgedEpisode readEpisode(BinaryReader from) {
        String key = from.text();
        long namedAtMs = form.readTime(from);
        long fromMs = form.readTime(from);
        long toMs = form.readTime(from);
        JudgedEpisode episode =
                new JudgedEpisode(key, namedAtMs, form.readEpisode(from), fromMs, toMs);
        episode.freeze(readFrozen(from));
        episode.feed(EpisodeForm.readHeard(from, key));
        return episode;
    }

    private List<Frozen> readFrozen(BinaryReader from) {
        int size = from.size();
        List<Frozen> frozen = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            long fromMs = form.readTime(from);
            long toMs = form.readTime(from);
            frozen.add(new Frozen(form.readEpisode(from), fromMs, toMs, readFirst(from)));
        }
        return frozen;
    }

    private void writeFirst(BinaryWriter to, @Nullable FirstResult first) {
        to.flag(first != null);
        if (first != null) {
            form.writeTime(to, first.endMs());
            form.writeRef(to, first.completing());
            form.writeRefs(to, first.events());
            Parts.writeMap(to, first.context());
            Parts.writePredicates(to, first.predicates());
            Parts.writeCarried(to, first.carried());
        }
    }

    private @Nullable FirstResult readFirst(BinaryReader from) {
        if (!from.flag()) {
            return null;
        }
        return new FirstResult(
                form.readTime(from),
                form.readRef(from),
                form.readRefs(from),
                Parts.readMap(from),
                Parts.readPredicates(from),
                Parts.readCarried(from));
    }
}
