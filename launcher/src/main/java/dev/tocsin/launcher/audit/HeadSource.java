package dev.tocsin.launcher.audit;

import dev.tocsin.desk.audit.AuditHead;
import java.util.Collections;
import java.util.Iterator;

/** The published heads, one after the other: there may be more than fit into memory. */
public interface HeadSource extends Iterator<AuditHead>, AutoCloseable {

    /** Where nothing is known. */
    static HeadSource none() {
        return of(Collections.emptyIterator(), () -> {});
    }

    static HeadSource of(Iterator<AuditHead> heads, Runnable close) {
        return new HeadSource() {
            @Override
            public boolean hasNext() {
                return heads.hasNext();
            }

            @Override
            public AuditHead next() {
                return heads.next();
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    @Override
    void close();
}
