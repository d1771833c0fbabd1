package dev.tocsin.desk;

import dev.tocsin.desk.alert.AlertFolding;
import dev.tocsin.desk.alert.AlertHandler;
import dev.tocsin.desk.alert.AlertIndex;
import dev.tocsin.desk.alert.AlertIndexRefresh;
import dev.tocsin.desk.alert.AlertList;
import dev.tocsin.desk.alert.AlertMergeHandler;
import dev.tocsin.desk.alert.AlertMerging;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.AlertView;
import dev.tocsin.desk.alert.BulkHandler;
import dev.tocsin.desk.alert.SuppressionHandler;
import dev.tocsin.desk.alert.SuppressionPreview;
import dev.tocsin.desk.alert.SuppressionStore;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.note.NoteHandler;
import dev.tocsin.desk.note.NoteStore;
import dev.tocsin.desk.note.NoteWriter;
import dev.tocsin.desk.store.Counters;
import dev.tocsin.desk.store.Ids;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Alerts: where they are kept, what lists know of them, and what can be done with them. */
final class DeskAlerts implements AutoCloseable {
    private static final String IMPORTS = "imports";

    private final Surroundings around;
    private final Counters counters;
    private final AlertIndex index;
    private final SuppressionStore suppressions;
    private final AlertStore store;
    private final AlertIndexRefresh refresh;

    DeskAlerts(ApiConfig config, Surroundings around, Counters counters) {
        this.around = around;
        this.counters = counters;
        index = new AlertIndex(config.alertsListed());
        suppressions = new SuppressionStore(around.store(), around.signals());
        Author machine = new Author(AlertFolding.AUTHOR, around.ids(), around.clock());
        store =
                new AlertStore(
                        around.store(),
                        around.signals(),
                        index,
                        suppressions,
                        new AlertFolding(
                                around.store(), around.signals(), config.foldWindow(), machine));
        refresh = new AlertIndexRefresh(store, () -> counters.last(IMPORTS), around.clock());
        around.metrics().gauge("tocsin_desk_alerts_listed", index::size);
    }

    AlertStore store() {
        return store;
    }

    AlertIndex index() {
        return index;
    }

    /** The routes. */
    List<Route> routes(DeskIncidents incidents, AlertMerging merging) {
        Ids ids = around.ids();
        InstantSource clock = around.clock();
        AlertView view = new AlertView(incidents.visibility());
        NoteStore comments = new NoteStore(around.store().alertComments(), around.signals());
        List<Route> all = new ArrayList<>();
        all.addAll(new AlertList(store, index, view, clock).routes());
        all.addAll(new AlertHandler(store, view, around.history(), ids, clock).routes());
        all.addAll(new AlertMergeHandler(merging, view, ids, clock).routes());
        BulkHandler.Parts parts =
                new BulkHandler.Parts(
                        new NoteWriter(Kind.ALERT, "comments", comments, store),
                        merging,
                        incidents.selected());
        all.addAll(new BulkHandler(store, index, view, parts, ids, clock).routes());
        SuppressionPreview preview = new SuppressionPreview(store, index, view);
        all.addAll(
                new SuppressionHandler(suppressions, preview, around.history(), ids, clock)
                        .routes());
        all.addAll(new NoteHandler(Kind.ALERT, "comments", comments, store, ids, clock).routes());
        return all;
    }

    void start() {
        refresh.start();
    }

    /** Alerts came with an import: every replica looks for them. */
    void imported() {
        counters.next(IMPORTS);
        refresh.afterImport();
    }

    @Override
    public void close() {
        refresh.close();
    }
}
