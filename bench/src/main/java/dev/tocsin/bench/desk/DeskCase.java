package dev.tocsin.bench.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** What can be measured of the desk. A further case is a constant here and a class of its own. */
enum DeskCase {
    /** The list of alerts: how long a page takes. */
    LIST,
    /** Triage with If-Match: how many changes a second. */
    PATCH;

    ObjectNode measure(DeskStand stand, DeskLoad load) throws IOException, InterruptedException {
        return switch (this) {
            case LIST -> ListCase.measure(stand, load);
            case PATCH -> PatchCase.measure(stand, load);
        };
    }
}
