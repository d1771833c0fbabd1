package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * State of a group that must be heard.
 *
 * @param groupKey the group values, folded: a silence is announced without an event of the group
 * @param presences when it was heard, in time order; silences lie between them and after the last
 */
record AbsenceBody(String groupKey, List<Presence> presences) implements Body {
    AbsenceBody {
        presences = List.copyOf(presences);
    }

    @Override
    public List<Episode> episodes() {
        List<Episode> silences = new ArrayList<>();
        for (Presence presence : presences) {
            Episode silence = presence.silence();
            if (silence != null) {
                silences.add(silence);
            }
        }
        return silences;
    }

    @Override
    public int weightBytes() {
        int weight = 64;
        for (Presence presence : presences) {
            weight += presence.end().weightBytes() + 100 * presence.behind().size();
            weight += 800 + (presence.silence() == null ? 0 : presence.silence().weightBytes());
        }
        return weight;
    }
}
