package dev.tocsin.topology.correlate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came to a group since its head was written. A head holds a whole window, of which a
 * contribution changes little: so a save writes what came as one page beside the head, and a new
 * head only once the pages are many or as large as it is. A new head has the next generation, which
 * makes the pages before it void without deleting them.
 *
 * <p>Only what a quiet group takes can be journaled: its state follows from the head and the
 * contributions alone ({@link Replay}), and under another definition nobody would miss it. Not
 * thread-safe.
 */
final class Journal {
    /** How many pages a group has at most. */
    static final int PAGES = 8;

    private int generation;
    private int pages;
    private int usedPages;
    private int headBytes;
    private int pageBytes;
    private boolean quiet;
    private @Nullable List<Journaled> pending;
    private int pendingBytes;

    private Journal(boolean quiet) {
        this.quiet = quiet;
    }

    /** The journal of a group that lies in no store yet. */
    static Journal ofNew(StoredGroup group) {
        return new Journal(group.state().isQuiet());
    }

    /** The journal of a group that was read. */
    static Journal ofRead(StoredGroup group, StoredPages read, int headBytes) {
        Journal journal = new Journal(group.state().isQuiet());
        journal.generation = read.generation();
        journal.pages = read.pages().size();
        journal.usedPages = Math.max(read.usedPages(), journal.pages);
        journal.headBytes = headBytes;
        journal.pageBytes = read.bytes();
        journal.pending = new ArrayList<>(1);
        return journal;
    }

    /** The group changed by taking this; null: by nothing that is a part of its state. */
    void took(StoredGroup group, @Nullable Journaled journaled) {
        boolean before = quiet;
        quiet = group.state().isQuiet();
        if (pending == null) {
            return;
        }
        if (!before || !quiet || pages == PAGES) {
            pending = null;
        } else if (journaled != null) {
            pending.add(journaled);
            pendingBytes += journaled.contribution().length;
            pending = pageBytes + pendingBytes > headBytes ? null : pending;
        }
    }

    /** The group changed in another way. */
    void changed(StoredGroup group) {
        quiet = group.state().isQuiet();
        pending = null;
    }

    /** Whether the next save is a head. */
    boolean headIsDue() {
        return pending == null;
    }

    /** The bytes of a new head, which is to be written. */
    byte[] head(StoredGroup group) {
        generation++;
        byte[] head = group.encode(generation, usedPages);
        headBytes = head.length;
        pageBytes = 0;
        pages = 0;
        begin();
        return head;
    }

    /** The bytes of the next page, which is to be written under {@link #lastPage}. */
    byte[] page(StoredGroup group) {
        List<Journaled> contributions = pending == null ? List.of() : pending;
        byte[] page = JournalPage.of(generation, group, contributions).encode();
        pageBytes += page.length;
        pages++;
        usedPages = Math.max(usedPages, pages);
        begin();
        return page;
    }

    private void begin() {
        pending = new ArrayList<>(1);
        pendingBytes = 0;
    }

    /** Number of the last page that was written. */
    int lastPage() {
        return pages - 1;
    }

    /** How many numbers of pages are in use, void ones included. */
    int usedPages() {
        return usedPages;
    }
}
