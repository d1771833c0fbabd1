package dev.tocsin.launcher.audit;

import dev.tocsin.desk.audit.AuditEntry;
import java.io.IOException;
import java.util.function.Consumer;

/** Where entries of the audit come from. */
@FunctionalInterface
public interface AuditSource {
    /** Gives every entry, in the order in which they are kept. */
    void read(Consumer<AuditEntry> each) throws IOException, InterruptedException;
}
