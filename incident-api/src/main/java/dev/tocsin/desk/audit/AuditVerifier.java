package dev.tocsin.desk.audit;

import dev.tocsin.desk.audit.AuditFinding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows a chain from its first entry and tells where it is not what was written. Give every entry
 * to {@link #accept}, in the order in which they are kept, then ask for the {@link #findings}.
 *
 * <p>An entry whose hash is right tells its place itself, whatever the place is at which it is
 * kept: so a shifted chain shows one missing entry and not a thousand wrong ones.
 *
 * <p>Heads are taken beside the entries, not before them, so that neither needs more memory the
 * longer the chain is. They come nearly in the order of their entries: of two replicas each
 * publishes what it knows. Not thread-safe.
 */
public final class AuditVerifier {
    /** The most findings that are kept; the first ones say where it began. */
    public static final int MAX_FINDINGS = 100;

    /** How many entries a head may be behind the ones before it. */
    public static final int MAX_BEHIND = 50_000;

    private final Iterator<AuditHead> heads;

    /** The hashes of the last entries. */
    private final LinkedHashMap<Long, String> recent = new LinkedHashMap<>();

    private final List<AuditFinding> findings = new ArrayList<>();

    /** Places that nobody has taken yet: first and last of each run. */
    private final TreeMap<Long, Long> gaps = new TreeMap<>();

    private AuditHead last = AuditHead.START;
    private @Nullable AuditHead ahead;
    private long highest;
    private long headCount;
    private long tooLate;
    private long attested;
    private boolean contradicted;
    private long entries;

    /**
     * @param heads what was published, the oldest first; empty when nothing is known
     */
    public AuditVerifier(Iterator<AuditHead> heads) {
        this.heads = heads;
    }

    /** Looks at the next entry. */
    public void accept(AuditEntry entry) {
        entries++;
        boolean whole = entry.isWhole();
        long place = whole ? entry.written() : entry.sequence();
        if (!whole) {
            find(
                    Kind.EDITED,
                    place,
                    "Expected a content that gives the hash %s, but found another"
                            .formatted(entry.hash()));
        }
        if (place == last.sequence() + 1) {
            next(entry, place);
        } else if (place > last.sequence()) {
            openGap(place);
        } else {
            earlier(place);
            return;
        }
        last = new AuditHead(place, entry.hash());
        remember(last);
        compareUpTo(place);
    }

    /** How many entries were looked at. */
    public long entries() {
        return entries;
    }

    /** How many heads were looked at; all of them, after {@link #findings}. */
    public long heads() {
        return headCount;
    }

    /** How many heads could not be compared: their entries had gone by more than enough before. */
    public long tooLate() {
        return tooLate;
    }

    /** The end of the chain. */
    public AuditHead end() {
        return last;
    }

    /** Up to which entry the published heads speak for the chain. */
    public long attested() {
        return attested;
    }

    /**
     * After the last entry: all that is wrong, the first place first; empty for a chain that is as
     * it was written.
     */
    public List<AuditFinding> findings() {
        compareUpTo(Long.MAX_VALUE);
        List<AuditFinding> all = new ArrayList<>(findings);
        gaps.forEach((from, to) -> all.add(removed(from, to)));
        if (highest > last.sequence()) {
            all.add(
                    new AuditFinding(
                            Kind.TRUNCATED,
                            last.sequence() + 1,
                            "Expected entries up to %d, whose hash was published, but found none after %d"
                                    .formatted(highest, last.sequence())));
        }
        all.sort(Comparator.comparingLong(AuditFinding::sequence));
        return List.copyOf(all.subList(0, Math.min(all.size(), MAX_FINDINGS)));
    }

    private void next(AuditEntry entry, long place) {
        if (!entry.previous().equals(last.hash())) {
            find(
                    Kind.REWRITTEN,
                    place,
                    "Expected it to follow the hash %s of the entry before it, but found %s: one of both was written anew"
                            .formatted(last.hash(), entry.previous()));
        } else if (entry.sequence() != place && findings.isEmpty() && gaps.isEmpty()) {
            find(
                    Kind.REORDERED,
                    place,
                    "Expected it at its place, but found it at " + entry.sequence());
        }
    }

    private void openGap(long place) {
        if (gaps.size() < MAX_FINDINGS) {
            gaps.put(last.sequence() + 1, place - 1);
        }
    }

    private void earlier(long place) {
        Map.Entry<Long, Long> gap = gaps.floorEntry(place);
        if (gap == null || gap.getValue() < place) {
            find(Kind.INSERTED, place, "Expected one entry at this place, but found another one");
            return;
        }
        find(
                Kind.REORDERED,
                place,
                "Expected it before the entry "
                        + (place + 1)
                        + ", but found it after "
                        + last.sequence());
        gaps.remove(gap.getKey());
        if (gap.getKey() < place) {
            gaps.put(gap.getKey(), place - 1);
        }
        if (place < gap.getValue()) {
            gaps.put(place + 1, gap.getValue());
        }
    }

    private void remember(AuditHead entry) {
        recent.put(entry.sequence(), entry.hash());
        if (recent.size() > MAX_BEHIND) {
            recent.pollFirstEntry();
        }
    }

    /** Compares the heads that come next, but for one of an entry that is still to come. */
    private void compareUpTo(long place) {
        while (ahead != null || heads.hasNext()) {
            AuditHead head = ahead == null ? heads.next() : ahead;
            headCount += ahead == null ? 1 : 0;
            ahead = head.sequence() > place ? head : null;
            if (ahead != null) {
                return;
            }
            highest = Math.max(highest, head.sequence());
            compare(head);
        }
    }

    /** The first head that says otherwise is enough: all after it do. */
    private void compare(AuditHead published) {
        long place = published.sequence();
        String found = recent.get(place);
        if (found == null) {
            boolean gone = !recent.isEmpty() && place < recent.firstEntry().getKey();
            tooLate += gone && entries > MAX_BEHIND ? 1 : 0;
        } else if (published.hash().equals(found)) {
            attested = contradicted ? attested : Math.max(attested, place);
        } else if (!contradicted) {
            contradicted = true;
            find(
                    Kind.REWRITTEN,
                    place,
                    "Expected the published hash %s, but found %s: an entry from %d to %d was written anew"
                            .formatted(published.hash(), found, attested + 1, place));
        }
    }

    private static AuditFinding removed(long from, long to) {
        return new AuditFinding(
                Kind.REMOVED,
                from,
                from == to
                        ? "Expected the entry %d, but found none".formatted(from)
                        : "Expected the entries %d to %d, but found none".formatted(from, to));
    }

    private void find(Kind kind, long sequence, String detail) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new AuditFinding(kind, sequence, detail));
        }
    }
}
