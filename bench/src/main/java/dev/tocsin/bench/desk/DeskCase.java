package dev.tocsin.bench.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** What can be measured of the desk. A further case is a constant here and a class of its own. */
enum DeskCase {
    /** The list of alerts: how long a page takes. */
    LIST(100_000, 1, 1_000, 5),

    /** Triage with If-Match: how many changes a second; the first thousands are the compiler's. */
    PATCH(100_000, 16, 4_000, 5),

    /** From the topic of alerts to every reader of the live stream. */
    STREAM(0, 50, 1_000, 5),

    /** The import of VERIS records: how long it takes. */
    VERIS(0, 1, 1_000, 1);

    /** How many alerts are stored before, when nothing else is said. */
    final int alerts;

    /** How many clients there are, when nothing else is said. */
    final int clients;

    /** How many requests a run has, where it counts them, when nothing else is said. */
    final int requests;

    /** How many runs there are, when nothing else is said. */
    final int runs;

    DeskCase(int alerts, int clients, int requests, int runs) {
        this.alerts = alerts;
        this.clients = clients;
        this.requests = requests;
        this.runs = runs;
    }

    ObjectNode measure(DeskStand stand, DeskLoad load) throws IOException, InterruptedException {
        return switch (this) {
            case LIST -> ListCase.measure(stand, load);
            case PATCH -> PatchCase.measure(stand, load);
            case STREAM -> StreamCase.measure(stand, load);
            case VERIS -> VerisCase.measure(stand, load);
        };
    }
}
