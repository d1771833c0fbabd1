package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.List;

/** The binary form of an {@link AbsenceBody}. */
final class AbsenceForm {
    private static final int ONE_EVENT = 1;
    private static final int HAS_SILENCE = 2;
    private static final int STARTS_WITH_RESULT = 4;
    private static final int SHOWS_OTHERS = 8;

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
            List<EventRef> behind = one ? List.of() : presence.behind();
            List<EventRef> shown = silence == null ? List.of() : silence.evidence().behind();
            to.octet(
                    (one ? ONE_EVENT : 0)
                            | (silence != null ? HAS_SILENCE : 0)
                            | (behind.isEmpty() ? 0 : STARTS_WITH_RESULT)
                            | (shown.isEmpty() ? 0 : SHOWS_OTHERS));
            form.writeDetail(to, presence.end());
            if (!one) {
                form.writeRef(to, presence.start());
            }
            if (!behind.isEmpty()) {
                form.writeRefs(to, behind);
            }
            if (silence != null) {
                form.writeEpisode(to, silence);
            }
            if (!shown.isEmpty()) {
                form.writeRefs(to, shown);
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
            boolean one = (flags & ONE_EVENT) != 0;
            EventRef start = one ? end.ref() : form.readRef(from);
            List<EventRef> behind = one ? Presence.behind(end) : List.of();
            if ((flags & STARTS_WITH_RESULT) != 0) {
                behind = form.readRefs(from);
            }
            Episode silence = (flags & HAS_SILENCE) != 0 ? form.readEpisode(from) : null;
            if (silence != null && (flags & SHOWS_OTHERS) != 0) {
                silence = silence.shownAs(form.readRefs(from));
            }
            presences.add(new Presence(start, behind, end, silence));
        }
        return new AbsenceBody(groupKey, presences);
    }
}
