package dev.tocsin.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert.AlertRule;
import java.util.IdentityHashMap;

/**
 * Documents of many alerts, as {@link AlertJson#write} makes them, to be written and not to be
 * read: what the alerts of one rule have in common, most of a document, is encoded once and stands
 * in them as finished JSON. Not thread-safe.
 */
public final class AlertDocuments {
    private static final int MOST_RULES = 10_000;

    /** Rules of one rule set: they are the same objects from alert to alert. */
    private final IdentityHashMap<AlertRule, RuleParts> byRule = new IdentityHashMap<>();

    private String revision = "";

    /** The document of an alert; the caller may add to it, but not to its {@code rule}. */
    public ObjectNode write(Alert alert) {
        return addsToRule(alert) ? AlertJson.write(alert) : AlertJson.write(alert, parts(alert));
    }

    private static boolean addsToRule(Alert alert) {
        for (String field : alert.context().keySet()) {
            if (field.startsWith("rule")) {
                return true;
            }
        }
        return false;
    }

    private RuleParts parts(Alert alert) {
        if (!revision.equals(alert.ruleSetRevision()) || byRule.size() >= MOST_RULES) {
            byRule.clear();
            revision = alert.ruleSetRevision();
        }
        RuleParts known = byRule.get(alert.rule());
        if (known == null) {
            known = RuleParts.of(alert.rule(), revision).encoded();
            byRule.put(alert.rule(), known);
        }
        return known;
    }
}
