package dev.tocsin.launcher.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.json.Json;

/** An alert that two versions of the rules do not agree on. */
public sealed interface Difference {
    /** Only the rules in hand find it. */
    record Added(Alert alert) implements Difference {}

    /** Only the rules that they are compared with find it. */
    record Removed(Alert alert) implements Difference {}

    /** Both find it, and say different things of it. */
    record Changed(Alert before, Alert after) implements Difference {}

    /** One object, for programs. */
    default ObjectNode json() {
        ObjectNode json = Json.object();
        switch (this) {
            case Added added ->
                    json.put("change", "added").set("alert", AlertJson.write(added.alert()));
            case Removed removed ->
                    json.put("change", "removed").set("alert", AlertJson.write(removed.alert()));
            case Changed changed -> {
                json.put("change", "changed").set("before", AlertJson.write(changed.before()));
                json.set("alert", AlertJson.write(changed.after()));
            }
        }
        return json;
    }
}
