package dev.tocsin.desk.audit;

import java.util.List;

/**
 * Some entries, in their order.
 *
 * @param end of the whole chain
 */
record AuditPage(List<AuditEntry> entries, AuditHead end) {
    AuditPage {
        entries = List.copyOf(entries);
    }

    /** Whether there may be further ones. */
    boolean hasMore() {
        return !entries.isEmpty() && entries.getLast().sequence() < end.sequence();
    }
}
