package dev.tocsin.desk.mozdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.Status;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.alert.Triage;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Texts;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of alerts as MozDef's triage reports it. */
public final class MozDefAlerts {
    private static final int TRIES = 20;
    private static final int MAX_TEXT = 200;

    private static final Map<String, Status> STATES =
            Map.of(
                    "manual", Status.NEW,
                    "inprogress", Status.IN_PROGRESS,
                    "acknowledged", Status.RESOLVED,
                    "escalated", Status.IN_PROGRESS);

    private final AlertStore alerts;

    public MozDefAlerts(AlertStore alerts) {
        this.alerts = alerts;
    }

    /**
     * Changes the state of an alert.
     *
     * @throws ProblemException 404 when there is no such alert
     */
    void change(ObjectNode body, Author author) {
        Fields fields =
                new Fields(
                        body, Set.of("alert", "status", "user", "identityConfidence", "response"));
        String id = fields.text("alert", MAX_TEXT);
        String name = fields.text("status", MAX_TEXT);
        Status status = status(name);
        if (status == null && !name.isEmpty()) {
            fields.fault(
                    "status",
                    "Expected manual, inProgress, acknowledged or escalated, or one of "
                            + Texts.names(Status.class)
                            + ", but found "
                            + name);
        }
        String comment = comment(fields, name, body.path("user"));
        fields.check();
        if (status != null) {
            change(id, status, comment, author);
        }
    }

    /** The triage of MozDef names no version: the newest one is changed. */
    private void change(String id, Status status, String comment, Author author) {
        for (int i = 0; i < TRIES; i++) {
            StoredAlert alert = alerts.find(id);
            if (alert == null) {
                throw ProblemException.notFound("an alert with the id " + id);
            }
            Triage then = alert.requireLeading().triage().withStatus(status);
            if (alerts.triage(alert, then, comment, author) != null) {
                return;
            }
        }
        throw ProblemException.unavailable(
                "Expected to change the alert " + id + ", but others changed it all the time");
    }

    private static @Nullable Status status(String name) {
        Status status = STATES.get(name.toLowerCase(Locale.ROOT));
        return status == null ? Texts.constant(Status.class, name) : status;
    }

    private static String comment(Fields fields, String status, JsonNode user) {
        StringBuilder comment = new StringBuilder("MozDef: ").append(status);
        String confidence = fields.optionalText("identityConfidence", MAX_TEXT);
        String response = fields.optionalText("response", MAX_TEXT);
        String email = user.path("email").asText("");
        if ((!user.isMissingNode() && !user.isNull() && !user.isObject())
                || email.length() > MAX_TEXT
                || Texts.hasControls(email)) {
            fields.fault("user", "Expected an object with an e-mail address");
        } else if (!email.isEmpty()) {
            comment.append("; user ").append(email);
        }
        if (confidence != null) {
            comment.append("; identity confidence ").append(confidence);
        }
        if (response != null) {
            comment.append("; response ").append(response);
        }
        return comment.toString();
    }
}
