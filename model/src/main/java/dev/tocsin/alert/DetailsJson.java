package dev.tocsin.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.AlertDetails.Step;
import dev.tocsin.alert.RiskSum.Contributor;
import dev.tocsin.alert.RiskSum.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link AlertJson} for {@link AlertDetails}: {@code positions} and {@code rules} of
 * those events in {@code evidence} that make the sequence, {@code risk}, {@code responses} and
 * {@code problems}. What an alert does not have is not written.
 */
final class DetailsJson {
    private DetailsJson() {}

    static void markSequence(ObjectNode evidence, String eventId, List<Step> sequence) {
        for (Step step : sequence) {
            if (step.eventId().equals(eventId)) {
                evidence.withArrayProperty("positions").add(step.position());
                evidence.withArrayProperty("rules").add(step.rule());
            }
        }
    }

    static void write(ObjectNode own, AlertDetails details) {
        RiskSum risk = details.risk();
        if (risk != null) {
            writeRisk(own.putObject("risk"), risk);
        }
        if (!details.responses().isEmpty()) {
            own.set("responses", AlertJson.texts(details.responses()));
        }
        if (!details.problems().isEmpty()) {
            own.set("problems", AlertJson.texts(details.problems()));
        }
    }

    private static void writeRisk(ObjectNode at, RiskSum risk) {
        at.put("half_life_ms", risk.halfLifeMs());
        ArrayNode rules = at.putArray("rules");
        for (Share share : risk.rules()) {
            rules.addObject()
                    .put("rule", share.rule())
                    .put("alerts", share.alerts())
                    .put("score", share.score());
        }
        ArrayNode alerts = at.putArray("alerts");
        for (Contributor alert : risk.alerts()) {
            alerts.addObject()
                    .put("id", alert.alertId())
                    .put("rule", alert.rule())
                    .put("timestamp", AlertJson.time(alert.timeMs()))
                    .put("score", alert.score());
        }
    }

    static AlertDetails read(JsonNode own) {
        return new AlertDetails(
                readSequence(own),
                readRisk(own.get("risk")),
                AlertJson.strings(own.get("responses")),
                AlertJson.strings(own.get("problems")));
    }

    private static List<Step> readSequence(JsonNode own) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode at : own.path("evidence")) {
            JsonNode positions = at.path("positions");
            for (int i = 0; i < positions.size(); i++) {
                steps.add(
                        new Step(
                                positions.get(i).asInt(),
                                at.path("rules").path(i).asText(),
                                AlertJson.required(at, "id").asText()));
            }
        }
        steps.sort(Comparator.comparingInt(Step::position));
        return steps;
    }

    private static @Nullable RiskSum readRisk(@Nullable JsonNode at) {
        if (at == null) {
            return null;
        }
        List<Share> rules = new ArrayList<>();
        for (JsonNode share : AlertJson.required(at, "rules")) {
            rules.add(
                    new Share(
                            AlertJson.required(share, "rule").asText(),
                            AlertJson.required(share, "alerts").asLong(),
                            AlertJson.required(share, "score").asDouble()));
        }
        List<Contributor> alerts = new ArrayList<>();
        for (JsonNode alert : AlertJson.required(at, "alerts")) {
            alerts.add(
                    new Contributor(
                            AlertJson.required(alert, "id").asText(),
                            AlertJson.required(alert, "rule").asText(),
                            AlertJson.millis(AlertJson.required(alert, "timestamp")),
                            AlertJson.required(alert, "score").asDouble()));
        }
        return new RiskSum(AlertJson.required(at, "half_life_ms").asLong(), rules, alerts);
    }
}
