package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.List;

/** The binary form of an {@link AbsenceBody}. */
final class AbsenceForm {
    private static final int ONE_EVENT = 1;
    private static final int HAS_SILENCE = 2;

    private final EpisodeForm form;

    AbsenceForm(EpisodeForm form) {
        this.form = form;
    }

    void write(BinaryWriter to, AbsenceBody body) {
        to.text(body.groupKey());
        to.number(body.presences().size());
        for (Presence presence : body.presences()) {
            boolean one = presence.start().equals(presence.end().ref());
            Episode silence = presence.silence();
            to.octet((one ? ONE_EVENT : 0) | (silence != null ? HAS_SILENCE : 0));
            form.writeDetail(to, presence.end());
            if (!one) {
                form.writeRef(to, presence.start());
            }
            if (silence != null) {
                form.writeEpisode(to, silence);
            }
        }
    }

    AbsenceBody read(BinaryReader from) {
        String groupKey = from.text();
        int size = from.size();
        List<Presence> presences = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int flags = from.octet();
            Detail end = form.readDetail(from);
            EventRef start = (flags & ONE_EVENT) != 0 ? end.ref() : form.readRef(from);
            Episode silence = (flags & HAS_SILENCE) != 0 ? form.readEpisode(from) : null;
            presences.add(new Presence(start, end, silence));
        }
        return new AbsenceBody(groupKey, presences);
    }
}
