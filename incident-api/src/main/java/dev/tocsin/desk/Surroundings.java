package dev.tocsin.desk;

import dev.tocsin.desk.audit.AuditLog;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import java.time.InstantSource;

/** What every part of the desk is given. */
record Surroundings(
        DeskStore store,
        OutboxSignals signals,
        AuditLog audit,
        HistoryHandler history,
        DeskMetrics metrics,
        Ids ids,
        InstantSource clock) {}
