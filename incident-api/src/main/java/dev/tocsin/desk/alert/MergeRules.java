package dev.tocsin.desk.alert;

import dev.tocsin.desk.auth.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which alerts can be merged into which, and why not. */
final class MergeRules {
    private final HiddenIncidents hidden;

    MergeRules(HiddenIncidents hidden) {
        this.hidden = hidden;
    }

    /** Whether an alert neither stands for others nor is stood for. */
    static boolean isFree(StoredAlert alert) {
        return alert.mergedInto() == null && alert.merged().isEmpty();
    }

    /**
     * Why alerts cannot be merged into one, by their ids.
     *
     * @param found those of them that are there
     */
    Map<String, String> refusals(
            StoredAlert target,
            Set<String> sources,
            Map<String, StoredAlert> found,
            Principal caller) {
        Set<String> secret = secret(target, found.values(), caller);
        String whole = refusal(target, secret);
        Map<String, String> refusals = new LinkedHashMap<>();
        int room = AlertMerging.MAX_MERGED - target.merged().size();
        for (String id : sources) {
            if (target.merged().contains(id)) {
                continue;
            }
            String refusal = whole != null ? whole : refusal(target, id, found.get(id), secret);
            if (refusal == null && --room < 0) {
                refusal =
                        "Expected at most "
                                + AlertMerging.MAX_MERGED
                                + " alerts to be merged into one, but "
                                + id
                                + " would be one more";
            }
            if (refusal != null) {
                refusals.put(id, refusal);
            }
        }
        return refusals;
    }

    /** What is said of an alert that somebody else took meanwhile. */
    static String lost(String source, String target) {
        return "Expected to merge "
                + source
                + " into "
                + target
                + ", but meanwhile somebody merged it elsewhere or unmerged it";
    }

    /** What is said of those alerts that are merged into another one than the target. */
    static List<String> elsewhere(
            String target, Set<String> sources, Map<String, StoredAlert> found) {
        List<String> refusals = new ArrayList<>();
        for (String id : sources) {
            StoredAlert source = found.get(id);
            String into = source == null ? null : source.mergedInto();
            if (source == null) {
                refusals.add("Expected ids of alerts, but there is no alert " + id);
            } else if (into != null && !into.equals(target)) {
                refusals.add(
                        "Expected alerts that are merged into "
                                + target
                                + ", but "
                                + id
                                + " is merged into "
                                + into);
            }
        }
        return refusals;
    }

    private Set<String> secret(
            StoredAlert target, Collection<StoredAlert> sources, Principal caller) {
        List<StoredAlert> all = new ArrayList<>(sources);
        all.add(target);
        return hidden.of(caller, all);
    }

    /** Why nothing can be merged into an alert. */
    private static @Nullable String refusal(StoredAlert target, Set<String> secret) {
        if (target.mergedInto() != null) {
            return expected(
                    "a target that stands for itself", target, "merged into", target.mergedInto());
        }
        if (target.fold().into() != null) {
            return expected(
                    "a target that stands for itself", target, "folded into", target.fold().into());
        }
        return restricted(target, secret);
    }

    private static @Nullable String refusal(
            StoredAlert target, String id, @Nullable StoredAlert source, Set<String> secret) {
        if (id.equals(target.id())) {
            return "Expected other alerts than the target " + id + ", but found it among them";
        }
        if (source == null) {
            return "Expected ids of alerts, but there is no alert " + id;
        }
        String other = "an alert that stands for itself";
        if (source.mergedInto() != null && !source.mergedInto().equals(target.id())) {
            return expected(other, source, "merged already, into", source.mergedInto());
        }
        if (source.fold().into() != null) {
            return expected(other, source, "folded into", source.fold().into());
        }
        if (!source.merged().isEmpty()) {
            return "Expected an alert that stands for no others, but "
                    + id
                    + " stands for "
                    + source.merged().size()
                    + ". Unmerge them first, or make it the target";
        }
        String restricted = restricted(source, secret);
        return restricted != null ? restricted : otherIncident(target, source);
    }

    private static @Nullable String restricted(StoredAlert alert, Set<String> secret) {
        String incident = alert.triage().incident();
        return incident != null && secret.contains(incident)
                ? "Expected alerts of incidents that the caller may see, but "
                        + alert.id()
                        + " belongs to a restricted one"
                : null;
    }

    /** An alert that would be hidden must not take an incident with it that the target lacks. */
    private static @Nullable String otherIncident(StoredAlert target, StoredAlert source) {
        String incident = source.triage().incident();
        return incident == null || incident.equals(target.triage().incident())
                ? null
                : "Expected alerts of no incident or of that of the target, but "
                        + source.id()
                        + " belongs to "
                        + incident
                        + ". Make it the target, or detach it first";
    }

    private static String expected(
            String what, StoredAlert alert, String how, @Nullable String into) {
        return "Expected " + what + ", but " + alert.id() + " is " + how + " " + into;
    }
}
