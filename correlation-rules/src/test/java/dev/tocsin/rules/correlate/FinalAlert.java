package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What line 36 says is the same for every arrival order: an alert without its id and revisions. */
record FinalAlert(
        Map<String, String> group,
        long firstMs,
        long lastMs,
        long count,
        double value,
        double maxValue,
        List<String> evidence) {

    static FinalAlert of(Signal signal) {
        return new FinalAlert(
                signal.group(),
                signal.firstMs(),
                signal.lastMs(),
                signal.count(),
                signal.value(),
                signal.maxValue(),
                ids(signal.evidence()));
    }

    static List<String> ids(List<EventRef> refs) {
        List<String> ids = new ArrayList<>();
        refs.forEach(ref -> ids.add(ref.id()));
        return ids;
    }
}
