package dev.tocsin.desk.backup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of the documents of an import. */
final class Tally {
    /** Faults beyond these are counted. */
    private static final int MAX_FAULTS = 100;

    /** What became of a document. */
    enum Fate {
        /** It was not there. */
        ADDED,
        /** It was there just so. */
        UNCHANGED,
        /** Another one with its id is there, and stays. */
        KEPT,
        /** It took the place of another one. */
        REPLACED,
        /** It is of a collection that is never imported. */
        LEFT_OUT,
        /** The store does not take it. */
        REFUSED
    }

    private record Fault(long line, String detail) {}

    private final Map<String, Map<Fate, Integer>> counts = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private long faultCount;
    private boolean complete;

    void count(String collection, Fate fate) {
        counts.computeIfAbsent(collection, _ -> new EnumMap<>(Fate.class))
                .merge(fate, 1, Integer::sum);
    }

    /** A fault in a line, counted from 1. */
    void fault(long line, @Nullable String detail) {
        faultCount++;
        if (faults.size() < MAX_FAULTS) {
            faults.add(new Fault(line, String.valueOf(detail)));
        }
    }

    /** The file had its end, with as many documents as it says. */
    void complete() {
        complete = true;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("complete", complete);
        ObjectNode collections = json.putObject("collections");
        counts.forEach(
                (name, fates) -> {
                    ObjectNode one = collections.putObject(name);
                    for (Fate fate : Fate.values()) {
                        one.put(Texts.name(fate), fates.getOrDefault(fate, 0));
                    }
                });
        json.put("fault_count", faultCount);
        ArrayNode list = json.putArray("faults");
        for (Fault fault : faults) {
            list.addObject().put("line", fault.line()).put("detail", fault.detail());
        }
        return json;
    }
}
