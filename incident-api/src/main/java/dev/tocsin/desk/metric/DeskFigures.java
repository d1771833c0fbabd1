package dev.tocsin.desk.metric;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.alert.AlertIndex;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.IncidentContent;
import dev.tocsin.desk.incident.Milestone;
import dev.tocsin.json.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one request: alerts and incidents are taken in one by one, and told as a whole and
 * by what the request wants.
 */
final class DeskFigures {
    /** The most groups that are told: those with the most alerts and incidents. */
    static final int MAX_GROUPS = 200;

    private final FigureRequest request;
    private final Group all;
    private final Map<String, Group> groups = new HashMap<>();
    private final FalsePositives falsePositives = new FalsePositives();

    DeskFigures(FigureRequest request) {
        this.request = request;
        this.all = new Group(request);
    }

    private record Group(Figures alerts, Figures incidents) {
        Group(FigureRequest request) {
            this(new Figures(request.alerts()), new Figures(request.incidents()));
        }

        int count() {
            return alerts.count() + incidents.count();
        }
    }

    /**
     * Takes an alert in, if it came in the time that is asked for. One that is merged is worked
     * with the alert that stands for it, and only counted there.
     */
    void add(AlertIndex.Row alert) {
        if (alert.text("merged_into") != null) {
            return;
        }
        Long received = alert.time("received_at");
        long came = received == null ? Objects.requireNonNull(alert.time("at")) : received;
        if (came < request.fromMs() || came >= request.toMs()) {
            return;
        }
        String status = By.key(alert.text("status"));
        all.alerts().add(status, moment -> alert.time(moment + "_at"));
        By by = request.by();
        if (by != null) {
            group(alert.text(by.field())).alerts().add(status, m -> alert.time(m + "_at"));
        }
        falsePositives.add(alert.text("rule.id"), alert.text("verdict"));
    }

    /** Takes an incident in. One with several assignees counts for each; no rule has incidents. */
    void add(Incident incident) {
        IncidentContent content = incident.content();
        add(all, incident);
        By by = request.by();
        if (by == By.SEVERITY) {
            add(group(content.severity().text()), incident);
        } else if (by == By.ASSIGNEE && content.assignees().isEmpty()) {
            add(group(null), incident);
        } else if (by == By.ASSIGNEE) {
            content.assignees().forEach(name -> add(group(name), incident));
        }
    }

    private static void add(Group group, Incident incident) {
        group.incidents()
                .add(Texts.name(incident.content().status()), moment -> moment(incident, moment));
    }

    private static @Nullable Long moment(Incident incident, String moment) {
        return moment.equals(Measure.OPENING)
                ? Long.valueOf(incident.createdAtMs())
                : incident.content().dates().at(Milestone.valueOf(moment.toUpperCase(Locale.ROOT)));
    }

    private Group group(@Nullable String value) {
        return groups.computeIfAbsent(By.key(value), _ -> new Group(request));
    }

    ObjectNode toJson() {
        By by = request.by();
        ObjectNode json = Json.object();
        json.put("from", Texts.time(request.fromMs())).put("to", Texts.time(request.toMs()));
        json.put("by", by == null ? null : Texts.name(by));
        json.set("alerts", all.alerts().toJson());
        json.set("incidents", all.incidents().toJson());
        ArrayNode told = json.putArray("groups");
        for (Map.Entry<String, Group> group : largest()) {
            ObjectNode one = told.addObject().put("key", Texts.whole(group.getKey()));
            one.set("alerts", group.getValue().alerts().toJson());
            one.set("incidents", group.getValue().incidents().toJson());
        }
        json.put("groups_left_out", groups.size() - told.size());
        json.set("false_positives", falsePositives.toJson());
        return json;
    }

    private List<Map.Entry<String, Group>> largest() {
        return groups.entrySet().stream()
                .sorted(
                        Comparator.comparingInt(
                                        (Map.Entry<String, Group> e) -> -e.getValue().count())
                                .thenComparing(Map.Entry::getKey))
                .limit(MAX_GROUPS)
                .toList();
    }
}
