package dev.tocsin.desk.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is present where, as far as this replica has heard. Bounded: beyond {@value #MAX} nobody more
 * is taken in. Thread-safe.
 */
public final class PresenceTable {
    /** The most that are present at once. */
    static final int MAX = 5_000;

    /** At how many things one person or key may be present. */
    static final int MAX_PER_PERSON = 20;

    private final Map<String, Presence> byKey = new LinkedHashMap<>();
    private final Map<PresenceSubject, Map<String, Presence>> bySubject = new LinkedHashMap<>();

    /** Whether somebody may be taken in who is not there yet. */
    synchronized boolean hasRoomFor(Presence presence) {
        return byKey.containsKey(presence.key())
                || (byKey.size() < MAX
                        && byKey.values().stream()
                                        .filter(one -> one.who().equals(presence.who()))
                                        .count()
                                < MAX_PER_PERSON);
    }

    /** Takes somebody in, or in anew; whether people see a difference. */
    synchronized boolean put(Presence presence) {
        String key = presence.key();
        Presence before = byKey.get(key);
        if (before == null && byKey.size() >= MAX) {
            return false;
        }
        boolean same = false;
        Presence now = presence;
        if (before != null && presence.looksLike(before)) {
            same = true;
            now = presence.since(before.sinceMs());
        }
        byKey.put(key, now);
        bySubject.computeIfAbsent(now.subject(), _ -> new LinkedHashMap<>()).put(key, now);
        return !same;
    }

    /** Lets somebody go; where it was, or null when it was not there. */
    synchronized @Nullable PresenceSubject remove(String key) {
        Presence gone = byKey.remove(key);
        if (gone == null) {
            return null;
        }
        forget(key, gone.subject());
        return gone.subject();
    }

    /** Lets those go whose time is over; where they were. */
    synchronized Set<PresenceSubject> expire(long nowMs) {
        Set<PresenceSubject> changed = new LinkedHashSet<>();
        Iterator<Map.Entry<String, Presence>> all = byKey.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Presence> one = all.next();
            if (one.getValue().untilMs() <= nowMs) {
                all.remove();
                forget(one.getKey(), one.getValue().subject());
                changed.add(one.getValue().subject());
            }
        }
        return changed;
    }

    /** Who is present at something, who came first in front. */
    public synchronized List<Presence> at(PresenceSubject subject) {
        Map<String, Presence> here = bySubject.get(subject);
        return here == null ? List.of() : List.copyOf(here.values());
    }

    /** Everything at which somebody is present. */
    public synchronized Collection<PresenceSubject> subjects() {
        return new ArrayList<>(bySubject.keySet());
    }

    private void forget(String key, PresenceSubject subject) {
        bySubject.computeIfPresent(
                subject,
                (_, here) -> {
                    here.remove(key);
                    return here.isEmpty() ? null : here;
                });
    }
}
