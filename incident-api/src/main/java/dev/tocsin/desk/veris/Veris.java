package dev.tocsin.desk.veris;

import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.IncidentDesk;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.incident.IncidentVisibility;
import dev.tocsin.desk.incident.part.PartSeeds;
import dev.tocsin.desk.incident.part.PartStore;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The parts of VERIS, tied together. */
public final class Veris {
    private Veris() {}

    /** The routes for records, import, export and counts. */
    public static List<Route> routes(
            DeskStore store,
            OutboxSignals signals,
            IncidentDesk desk,
            IncidentStore incidents,
            PartStore parts,
            IncidentVisibility visibility,
            Ids ids,
            InstantSource clock) {
        Vocabulary vocabulary = new Vocabulary();
        VerisCheck check = new VerisCheck(vocabulary);
        VerisStore records = new VerisStore(store, signals);
        VerisIds owners = new VerisIds(store, records);
        List<Route> all = new ArrayList<>();
        all.addAll(new VerisHandler(records, owners, check, desk, ids, clock).routes());
        all.addAll(new DraftHandler(desk, parts).routes());
        PartSeeds seeds = new PartSeeds(parts);
        all.addAll(new ApplyHandler(records, desk, incidents, seeds, ids, clock).routes());
        all.addAll(
                new ImportHandler(
                                new VerisImport(records, owners, check, desk),
                                visibility,
                                ids,
                                clock)
                        .routes());
        all.addAll(new ExportHandler(records, visibility).routes());
        return all;
    }
}
