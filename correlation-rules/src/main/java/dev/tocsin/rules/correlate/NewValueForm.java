package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/** The binary form of a {@link NewValueBody}. */
final class NewValueForm {
    private static final int HAS_START = 1;
    private static final int HAS_ALERT = 2;

    private final EpisodeForm form;

    NewValueForm(EpisodeForm form) {
        this.form = form;
    }

    void write(BinaryWriter to, NewValueBody body) {
        form.writeTime(to, body.earliestMs());
        to.number(body.runs().size());
        for (Run run : body.runs()) {
            writeRun(to, run);
        }
    }

    NewValueBody read(BinaryReader from) {
        long earliestMs = form.readTime(from);
        int size = from.size();
        List<Run> runs = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            runs.add(readRun(from));
        }
        return new NewValueBody(earliestMs, runs);
    }

    private void writeRun(BinaryWriter to, Run run) {
        Detail start = run.start();
        Episode alert = run.alert();
        to.octet((start != null ? HAS_START : 0) | (alert != null ? HAS_ALERT : 0));
        to.text(run.value());
        form.writeTime(to, run.startMs());
        form.writeTime(to, run.endMs());
        if (start != null) {
            form.writeDetail(to, start);
        }
        if (alert != null) {
            form.writeEpisode(to, alert);
        }
    }

    private Run readRun(BinaryReader from) {
        int flags = from.octet();
        return new Run(
                from.text(),
                form.readTime(from),
                form.readTime(from),
                (flags & HAS_START) == 0 ? null : form.readDetail(from),
                (flags & HAS_ALERT) == 0 ? null : form.readEpisode(from));
    }
}
