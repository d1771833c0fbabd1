package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a record, and what is odd. */
final class VerisReport {
    /** The most faults and the most warnings that are told. */
    static final int MAX_TOLD = 200;

    private final @Nullable String version;
    private final boolean legacy;
    private final List<Fault> errors = new ArrayList<>();
    private final List<Fault> warnings = new ArrayList<>();

    /**
     * @param version the record's own schema version; null when it has none
     * @param legacy whether it is of a version that is kept as it is
     */
    VerisReport(@Nullable String version, boolean legacy) {
        this.version = version;
        this.legacy = legacy;
    }

    boolean legacy() {
        return legacy;
    }

    List<Fault> errors() {
        return errors;
    }

    List<Fault> warnings() {
        return warnings;
    }

    void error(String at, String detail) {
        add(errors, at, detail);
    }

    void warning(String at, String detail) {
        add(warnings, at, detail);
    }

    private static void add(List<Fault> faults, String at, String detail) {
        if (faults.size() < MAX_TOLD) {
            faults.add(new Fault(at.isEmpty() ? "/" : Texts.whole(at), Texts.whole(detail)));
        }
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("schema_version", version);
        json.put("legacy", legacy);
        json.put("valid", errors.isEmpty());
        list(json.putArray("errors"), errors);
        list(json.putArray("warnings"), warnings);
        return json;
    }

    private static void list(ArrayNode array, List<Fault> faults) {
        faults.forEach(f -> array.addObject().put("pointer", f.at()).put("detail", f.detail()));
    }
}
