package dev.tocsin.embedded.document;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What did not fit into an answer, for the answers that follow. A client takes no answer of more
 * than 48 MB, and expects a server to give 16 at most; the library gives all that was found.
 * Thread-safe.
 */
final class BoundedCursor extends AbstractCursor {
    /** The most bytes of a batch, unless one document alone has more. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final List<String> BATCHES = List.of("firstBatch", "nextBatch");

    private List<Document> rest;

    private BoundedCursor(long id, List<Document> rest) {
        super(id);
        this.rest = rest;
    }

    /** Cuts the batch of an answer to what fits; a cursor of the registry has the rest. */
    static void bound(Document answer, CursorRegistry cursors) {
        if (!(answer.get("cursor") instanceof Document cursor)) {
            return;
        }
        for (String name : BATCHES) {
            if (cursor.get(name) instanceof List<?> batch) {
                List<Document> found = batch.stream().map(Document.class::cast).toList();
                int fitting = fitting(found);
                if (fitting < found.size()) {
                    List<Document> rest = new ArrayList<>(found.subList(fitting, found.size()));
                    rest.addAll(taken(cursor.get("id"), cursors));
                    BoundedCursor next = new BoundedCursor(cursors.generateCursorId(), rest);
                    cursors.add(next);
                    cursor.put(name, found.subList(0, fitting));
                    cursor.put("id", next.getId());
                }
            }
        }
    }

    /** All that a cursor had left, in place of it; nothing for none. */
    private static List<Document> taken(@Nullable Object id, CursorRegistry cursors) {
        if (!(id instanceof Number number) || number.longValue() == 0) {
            return List.of();
        }
        Cursor before = cursors.getCursor(number.longValue());
        cursors.remove(before);
        return before.takeDocuments(Integer.MAX_VALUE);
    }

    private static int fitting(List<Document> found) {
        long bytes = 0;
        for (int count = 0; count < found.size(); count++) {
            bytes += DocumentType.memory(found.get(count));
            if (bytes > MAX_BYTES && count > 0) {
                return count;
            }
        }
        return found.size();
    }

    /**
     * The next documents.
     *
     * @param wanted how many at most; 0 for as many as fit
     */
    @Override
    public synchronized List<Document> takeDocuments(int wanted) {
        int most = wanted > 0 ? Math.min(wanted, rest.size()) : rest.size();
        int count = fitting(rest.subList(0, most));
        List<Document> taken = rest.subList(0, count);
        rest = rest.subList(count, rest.size());
        return taken;
    }

    @Override
    public synchronized boolean isEmpty() {
        return rest.isEmpty();
    }
}
