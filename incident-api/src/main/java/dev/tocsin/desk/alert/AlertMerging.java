package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Merges alerts into one that stands for them, and takes them out again. The list of the target
 * decides; that a source names its target is a consequence, made at once and, after a crash, by
 * whoever publishes the change or repeats the request.
 *
 * <p>The triage of a source is left as it is, and nobody can change it while the target leads: so
 * it is what it was when it is taken out. A target cannot be merged itself, and a source cannot
 * become a target: each of the two is a condition of one write on one document, so that no chains
 * come about whoever else is at it.
 */
public final class AlertMerging {
    /** The most alerts that one stands for. */
    static final int MAX_MERGED = 200;

    private static final int MAX_TRIES = 200;
    private static final String MERGED = "merged";
    private static final String UNMERGED = "unmerged";

    private final AlertStore alerts;
    private final MergeRules rules;

    public AlertMerging(AlertStore alerts, HiddenIncidents hidden) {
        this.alerts = alerts;
        this.rules = new MergeRules(hidden);
    }

    /**
     * Who merges, and why.
     *
     * @param seen told of the target before it is written, to refuse one that the caller has not
     *     seen
     */
    record Order(
            Principal caller, Author author, @Nullable String comment, Consumer<StoredAlert> seen) {
        Order(Principal caller, Author author, @Nullable String comment) {
            this(caller, author, comment, _ -> {});
        }
    }

    /**
     * Merges alerts into one; those that are merged into it already are left as they are.
     *
     * @throws ProblemException 404, 409 with each alert that cannot be merged; none is then
     */
    StoredAlert merge(String target, Set<String> sources, Order order) {
        for (int i = 0; i < MAX_TRIES; i++) {
            StoredAlert read = alerts.require(target);
            order.seen().accept(read);
            Map<String, StoredAlert> found = alerts.findAll(sources);
            requireNone(rules.refusals(read, sources, found, order.caller()).values());
            if (merge(read, sources, order)) {
                return merged(target, sources);
            }
        }
        throw tooOften();
    }

    /**
     * Merges those alerts that can be.
     *
     * @return why each of the others was not
     * @throws ProblemException 404
     */
    Map<String, String> mergeEach(String target, Set<String> sources, Order order) {
        for (int i = 0; i < MAX_TRIES; i++) {
            StoredAlert read = alerts.require(target);
            Map<String, StoredAlert> found = alerts.findAll(sources);
            Map<String, String> refused = rules.refusals(read, sources, found, order.caller());
            Set<String> able = new LinkedHashSet<>(sources);
            able.removeAll(refused.keySet());
            if (merge(read, able, order)) {
                lost(target, able).forEach(id -> refused.put(id, MergeRules.lost(id, target)));
                return refused;
            }
        }
        throw tooOften();
    }

    /** Whether they are merged; false when the target has changed since it was read. */
    private boolean merge(StoredAlert read, Set<String> sources, Order order) {
        Set<String> all = new LinkedHashSet<>(read.merged());
        all.addAll(sources);
        if (all.size() > read.merged().size() && !list(read, MERGED, all, order)) {
            return false;
        }
        settle(read.id(), sources, order.author());
        return true;
    }

    private StoredAlert merged(String target, Set<String> sources) {
        requireNone(lost(target, sources).stream().map(id -> MergeRules.lost(id, target)).toList());
        return alerts.require(target);
    }

    private Set<String> lost(String target, Set<String> sources) {
        Set<String> lost = new LinkedHashSet<>(sources);
        alerts.require(target).merged().forEach(lost::remove);
        return lost;
    }

    /**
     * Takes alerts out; those that are not merged are left as they are.
     *
     * @param sources null for all of them
     * @throws ProblemException 404, 409 when one is merged into another target; none is taken out
     *     then
     */
    StoredAlert unmerge(String target, @Nullable Set<String> sources, Order order) {
        for (int i = 0; i < MAX_TRIES; i++) {
            StoredAlert read = alerts.require(target);
            order.seen().accept(read);
            Set<String> wanted = sources == null ? Set.copyOf(read.merged()) : sources;
            requireNone(MergeRules.elsewhere(target, wanted, alerts.findAll(wanted)));
            Set<String> left = new LinkedHashSet<>(read.merged());
            left.removeAll(wanted);
            if (left.size() == read.merged().size() || list(read, UNMERGED, left, order)) {
                settle(target, wanted, order.author());
                return alerts.require(target);
            }
        }
        throw tooOften();
    }

    private boolean list(StoredAlert read, String action, Set<String> merged, Order order) {
        return write(read, action, merging(read, merged), order.comment(), order.author());
    }

    /** What follows in other alerts from a change of one, even after a crash. */
    public void follow(JsonNode change, Author author) {
        if (!"alert".equals(Json.text(change, "kind"))) {
            return;
        }
        String subject = change.path("subject").asText();
        for (JsonNode field : change.path("changes")) {
            Set<String> others = new LinkedHashSet<>();
            List.of(field.path("from"), field.path("to")).forEach(node -> names(node, others));
            switch (String.valueOf(Json.text(field, "field"))) {
                case "merged" -> settle(subject, others, author);
                case "merged_into" ->
                        others.forEach(target -> settle(target, List.of(subject), author));
                default -> {}
            }
        }
    }

    private static void names(JsonNode node, Collection<String> into) {
        if (node.isTextual()) {
            into.add(node.textValue());
        }
        node.forEach(one -> into.add(one.asText()));
    }

    /**
     * Makes each source name the target exactly if the target lists it, and the target list it only
     * if it can be merged. Ends with a look at all of them that finds nothing to do: whoever writes
     * one of them looks after that, so that nobody's last write stays without its consequence.
     */
    private void settle(String target, Collection<String> sources, Author author) {
        List<String> all = new ArrayList<>(sources);
        all.add(target);
        for (int i = 0; i < MAX_TRIES; i++) {
            Map<String, StoredAlert> now = alerts.findAll(all);
            StoredAlert to = now.get(target);
            List<String> merged = to == null ? List.of() : to.merged();
            List<String> open =
                    sources.stream()
                            .filter(id -> merged.contains(id) != isInto(now.get(id), target))
                            .toList();
            if (open.isEmpty()) {
                return;
            }
            List<String> left = new ArrayList<>(merged);
            left.removeAll(unable(target, open, now, author));
            if (to != null && left.size() < merged.size()) {
                write(to, UNMERGED, merging(to, left), null, author);
            }
        }
        throw tooOften();
    }

    /** Makes sources name the target or name it no more; those that cannot name it are told. */
    private List<String> unable(
            String target, List<String> open, Map<String, StoredAlert> now, Author author) {
        List<String> unable = new ArrayList<>();
        for (String id : open) {
            StoredAlert from = now.get(id);
            if (from != null && isInto(from, target)) {
                write(from, UNMERGED, into(from, null), null, author);
            } else if (from != null && MergeRules.isFree(from)) {
                write(from, MERGED, into(from, target), null, author);
            } else {
                unable.add(id);
            }
        }
        return unable;
    }

    private static boolean isInto(@Nullable StoredAlert source, String target) {
        return source != null && target.equals(source.mergedInto());
    }

    private boolean write(
            StoredAlert read, String action, Triage to, @Nullable String comment, Author author) {
        return alerts.change(read, action, to, comment, author) != null;
    }

    private static Triage into(StoredAlert alert, @Nullable String target) {
        Triage triage = alert.triage();
        return triage.withMarks(triage.marks().withMergedInto(target));
    }

    private static Triage merging(StoredAlert alert, Collection<String> merged) {
        Triage triage = alert.triage();
        return triage.withMarks(triage.marks().withMerged(List.copyOf(merged)));
    }

    private static void requireNone(Collection<String> refusals) {
        if (!refusals.isEmpty()) {
            throw ProblemException.conflict(String.join("; ", refusals));
        }
    }

    private static ProblemException tooOften() {
        return ProblemException.conflict(
                "Expected to merge or unmerge alerts, but they changed too often. Try again");
    }
}
