package dev.tocsin.desk.backup;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import dev.tocsin.desk.backup.Tally.Fate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.store.Counters;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.desk.store.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Takes an export in. What is there already stays as it is, unless it is to be replaced; so the
 * same file again changes nothing, and a file that broke off is simply sent again.
 */
final class DeskImport {
    private static final int BATCH = 500;

    private final DeskStore store;
    private final OutboxSignals outbox;
    private final Runnable afterwards;

    /**
     * @param afterwards called when documents were taken in
     */
    DeskImport(DeskStore store, OutboxSignals outbox, Runnable afterwards) {
        this.store = store;
        this.outbox = outbox;
        this.afterwards = afterwards;
    }

    /**
     * Takes in what the file has.
     *
     * @param replace whether a document that is there and differs is replaced
     * @throws ProblemException 400 when it is no export, 409 when it is of a newer Tocsin
     */
    Tally take(InputStream in, boolean replace, Author by) {
        Tally tally = new Tally();
        Lines lines = new Lines(in);
        int schema = requireHead(lines).schema();
        try {
            documents(lines, new Target(replace, by, tally), tally);
        } finally {
            Schema.bringUp(store, schema);
            afterwards.run();
        }
        return tally;
    }

    private static Line.Head requireHead(Lines lines) {
        Line first;
        try {
            String text = lines.next();
            first = text == null ? null : Line.read(text);
        } catch (IOException e) {
            throw ProblemException.unreadable(
                    "Expected an export of a desk, but: " + e.getMessage());
        }
        if (!(first instanceof Line.Head head)) {
            throw ProblemException.unreadable(
                    "Expected an export of a desk, whose first line has \"tocsin\":\""
                            + Line.FORMAT
                            + "\", but found another one");
        }
        if (head.schema() > Schema.VERSION) {
            throw ProblemException.conflict(
                    "Expected an export of schema version "
                            + Schema.VERSION
                            + " or earlier, but found "
                            + head.schema()
                            + ". Import it into the Tocsin that wrote it, or a newer one");
        }
        return head;
    }

    private static void documents(Lines lines, Target target, Tally tally) {
        long number = 1;
        long found = 0;
        try {
            for (String text = lines.next(); text != null; text = lines.next()) {
                number++;
                switch (Line.read(text)) {
                    case Line.One one -> {
                        found++;
                        target.add(number, one);
                    }
                    case Line.End end -> {
                        target.flush();
                        end(end, found, number, lines, tally);
                        return;
                    }
                    case null, default ->
                            tally.fault(
                                    number,
                                    "Expected a collection and a document with an id, but found another line");
                }
            }
            target.flush();
            tally.fault(
                    number, "Expected a last line with the number of documents, but the file ends");
        } catch (IOException e) {
            target.flush();
            tally.fault(number + 1, e.getMessage());
        }
    }

    private static void end(Line.End end, long found, long number, Lines lines, Tally tally)
            throws IOException {
        if (end.documents() != found) {
            tally.fault(number, "Expected " + end.documents() + " documents, but found " + found);
        } else if (lines.next() != null) {
            tally.fault(number + 1, "Expected nothing after the last line, but found more");
        } else {
            tally.complete();
        }
    }

    /** Writes documents in batches of one collection. */
    private final class Target {
        private final boolean replace;
        private final Author by;
        private final Tally tally;
        private final List<Numbered> waiting = new ArrayList<>();
        private @Nullable String collection;

        Target(boolean replace, Author by, Tally tally) {
            this.replace = replace;
            this.by = by;
            this.tally = tally;
        }

        void add(long line, Line.One one) {
            if (!store.isImported(one.collection())) {
                tally.count(one.collection(), Fate.LEFT_OUT);
            } else if (one.collection().equals(Counters.NAME)) {
                tally.count(Counters.NAME, raise(one.document()));
            } else {
                if (!one.collection().equals(collection) || waiting.size() == BATCH) {
                    flush();
                    collection = one.collection();
                }
                waiting.add(new Numbered(line, one.document()));
            }
        }

        void flush() {
            if (collection != null && !waiting.isEmpty()) {
                new BatchWrite(store.named(collection), replace, tally, outbox).write(waiting, by);
                waiting.clear();
            }
        }
    }

    /** Two desks that counted on their own go on from the higher number. */
    private Fate raise(Document counter) {
        if (!Counters.isCounter(counter)) {
            return Fate.LEFT_OUT;
        }
        UpdateResult raised =
                store.counters()
                        .updateOne(
                                Filters.eq("_id", counter.get("_id")),
                                Updates.max("value", Docs.number(counter, "value")),
                                new UpdateOptions().upsert(true));
        if (raised.getUpsertedId() != null) {
            return Fate.ADDED;
        }
        return raised.getModifiedCount() == 0 ? Fate.UNCHANGED : Fate.REPLACED;
    }
}
