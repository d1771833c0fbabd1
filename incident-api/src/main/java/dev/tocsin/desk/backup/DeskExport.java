package dev.tocsin.desk.backup;

import dev.tocsin.desk.store.Counters;
import dev.tocsin.desk.store.DeskStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.bson.Document;

/** Writes everything that is kept. Each document is whole; the desk goes on meanwhile. */
final class DeskExport {
    private static final int FETCH = 200;

    private final DeskStore store;

    DeskExport(DeskStore store) {
        this.store = store;
    }

    void write(OutputStream out) throws IOException {
        put(out, Line.head());
        long count = 0;
        for (String name : store.kept()) {
            for (Document document : store.named(name).find().batchSize(FETCH)) {
                if (!name.equals(Counters.NAME) || Counters.isCounter(document)) {
                    put(out, Line.one(name, document));
                    count++;
                }
            }
        }
        put(out, Line.end(count));
        out.flush();
    }

    private static void put(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }
}
