package dev.tocsin.desk.audit;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.store.Counters;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Docs;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The chain in the document store. The place of an entry is its document's id, so that of two
 * replicas that append at once one is refused and appends after the other. Of the threads that
 * append at once, one writes for all of them. Thread-safe.
 */
public final class AuditChain {
    /** How many entries one write takes, about: what came together stays together. */
    static final int BATCH = 500;

    /** How many characters a page has, about. */
    private static final int MAX_SIZE = 4_000_000;

    /** How often other replicas may come first before an append gives up. */
    private static final int MAX_ATTEMPTS = 1_000;

    private final DeskStore store;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable AuditHead head;

    public AuditChain(DeskStore store) {
        this.store = store;
    }

    /**
     * Appends events in their order, next to each other unless another replica comes between. They
     * stand when this returns.
     *
     * @throws com.mongodb.MongoException when the store does not take them; the first ones may
     *     stand
     */
    void append(List<AuditEvent> events) {
        Waiting mine = new Waiting(events);
        waiting.add(mine);
        writing.lock();
        try {
            while (!mine.done) {
                writeBatch();
            }
        } finally {
            writing.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    /** The end of the chain as it is stored. */
    public AuditHead end() {
        AuditHead known = head;
        if (known == null) {
            Document mark = store.counters().find(mark()).first();
            known = mark == null ? null : at(Docs.number(mark, "value"));
        }
        return from(known == null ? last() : known);
    }

    /** Makes the next start find the end without a search. */
    void mark(AuditHead end) {
        store.counters()
                .updateOne(
                        mark(),
                        Updates.max("value", end.sequence()),
                        new UpdateOptions().upsert(true));
    }

    /** Entries after a place, in their order: up to the limit, or a few megabytes. */
    AuditPage after(long sequence, int limit) {
        AuditHead end = end();
        List<AuditEntry> found = read(Filters.in("_id", places(sequence, limit)), limit);
        if (found.isEmpty() && sequence < end.sequence()) {
            // Only a chain that was tampered with has such a gap.
            found = read(Filters.gt("_id", sequence), limit);
        }
        return new AuditPage(found, end);
    }

    private void writeBatch() {
        List<Waiting> batch = new ArrayList<>();
        List<AuditEvent> events = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
            events.addAll(next.events);
            if (events.size() >= BATCH) {
                break;
            }
        }
        try {
            write(events);
            batch.forEach(Waiting::end);
        } catch (RuntimeException e) {
            // What stands now is unknown: it is looked up before the next write.
            head = null;
            batch.forEach(one -> one.fail(e));
        }
    }

    private void write(List<AuditEvent> events) {
        AuditHead known = head;
        AuditHead at = known == null ? end() : known;
        int written = 0;
        for (int i = 0; i < MAX_ATTEMPTS && written < events.size(); i++) {
            List<AuditEntry> entries = follow(at, events.subList(written, events.size()));
            int stand = AuditDocuments.insert(store.audit(), entries);
            written += stand;
            at = stand == 0 ? at : entries.get(stand - 1).head();
            if (written < events.size()) {
                at = from(at);
            }
            head = at;
        }
        if (written < events.size()) {
            throw new MongoException(
                    "Expected to append to the audit in "
                            + MAX_ATTEMPTS
                            + " attempts, but did not");
        }
    }

    /** What events become after a head. */
    static List<AuditEntry> follow(AuditHead head, List<AuditEvent> events) {
        List<AuditEntry> entries = new ArrayList<>();
        AuditHead at = head;
        for (AuditEvent event : events) {
            AuditEntry entry = AuditEntry.after(at, event);
            entries.add(entry);
            at = entry.head();
        }
        return entries;
    }

    /** The end of the chain, from a place that is known: by ids alone, which every store finds. */
    private AuditHead from(AuditHead known) {
        AuditHead at = known;
        for (int size = 1; ; size = Math.min(BATCH, size * 4)) {
            AuditHead next = last(places(at.sequence(), size));
            if (next == null) {
                return at;
            }
            at = next;
        }
    }

    private @Nullable AuditHead at(long sequence) {
        return last(List.of(sequence));
    }

    /** The head of the last of some places that are taken. */
    private @Nullable AuditHead last(List<Long> places) {
        AuditHead last = null;
        for (Document document :
                store.audit()
                        .find(Filters.in("_id", places))
                        .projection(Projections.include("hash"))) {
            AuditHead head = AuditDocuments.head(document);
            last = last == null || head.sequence() > last.sequence() ? head : last;
        }
        return last;
    }

    private AuditHead last() {
        Document last = store.audit().find().sort(Sorts.descending("_id")).limit(1).first();
        return last == null ? AuditHead.START : AuditDocuments.head(last);
    }

    private static List<Long> places(long after, int count) {
        return LongStream.rangeClosed(1, count).mapToObj(i -> after + i).toList();
    }

    private List<AuditEntry> read(Bson filter, int limit) {
        List<AuditEntry> entries = new ArrayList<>();
        int size = 0;
        for (Document document :
                store.audit().find(filter).sort(Sorts.ascending("_id")).limit(limit)) {
            entries.add(AuditDocuments.entry(document));
            size += AuditDocuments.size(document);
            if (size > MAX_SIZE) {
                break;
            }
        }
        return entries;
    }

    private static Bson mark() {
        return Filters.eq("_id", Counters.AUDIT_MARK);
    }

    /** Events of one caller. Guarded by the lock, once they are in the queue. */
    private static final class Waiting {
        private final List<AuditEvent> events;
        private boolean done;
        private @Nullable RuntimeException failure;

        Waiting(List<AuditEvent> events) {
            this.events = List.copyOf(events);
        }

        void end() {
            done = true;
        }

        void fail(RuntimeException e) {
            failure = e;
            done = true;
        }
    }
}
