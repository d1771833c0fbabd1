package dev.tocsin.desk.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.IncidentVisibility;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Presence over HTTP: somebody says again and again that it is there, and anyone may ask. */
public final class PresenceHandler {
    /** How long a presence holds when nothing else is said. */
    static final Duration DEFAULT = Duration.ofSeconds(30);

    /** The longest time that a presence may hold. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final String PATH = "/api/v1/presence";
    private static final int MAX_ID = 200;
    private static final int MAX_FIELD = 100;
    private static final int MAX_PLACE = 64;
    private static final Set<String> MEMBERS =
            Set.of("incident", "alert", "mode", "field", "place", "expires_in");

    private final PresenceTable table;
    private final PresenceTopic topic;
    private final AlertStore alerts;
    private final IncidentVisibility visibility;
    private final InstantSource clock;

    public PresenceHandler(
            PresenceTable table,
            PresenceTopic topic,
            AlertStore alerts,
            IncidentVisibility visibility,
            InstantSource clock) {
        this.table = table;
        this.topic = topic;
        this.alerts = alerts;
        this.visibility = visibility;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.VIEWER, this::list),
                Route.post(PATH, Access.VIEWER, this::say));
    }

    private void list(Context ctx) {
        QueryParams params = new QueryParams(ctx, Set.of("incident", "alert"));
        String incident = params.one("incident");
        String alert = params.one("alert");
        params.check();
        Collection<PresenceSubject> wanted =
                incident == null && alert == null
                        ? table.subjects()
                        : Stream.of(subject(Kind.INCIDENT, incident), subject(Kind.ALERT, alert))
                                .filter(Objects::nonNull)
                                .toList();
        Responses.json(ctx, 200, visible(wanted, Gate.principal(ctx)));
    }

    private void say(Context ctx) throws InterruptedException {
        Principal caller = Gate.principal(ctx);
        Presence said = read(Body.object(ctx), caller);
        if (said.mode() == PresenceMode.EDITING && !caller.allows(Access.ANALYST)) {
            throw ProblemException.forbidden(
                    "Expected the role analyst for editing, but "
                            + caller.name()
                            + " has the role "
                            + Texts.name(caller.role()));
        }
        requireSubject(ctx, said.subject());
        if (said.mode() != PresenceMode.LEFT && !table.hasRoomFor(said)) {
            throw ProblemException.tooMany(
                    "Expected to be present at no more than "
                            + PresenceTable.MAX_PER_PERSON
                            + " things at once, and at most "
                            + PresenceTable.MAX
                            + " presences of all, but there are as many already",
                    DEFAULT.toSeconds());
        }
        topic.tell(said);
        ObjectNode answer = visible(List.of(said.subject()), caller);
        Responses.json(ctx, 200, answer.put("expires_at", Texts.time(said.untilMs())));
    }

    private Presence read(ObjectNode body, Principal caller) {
        Fields fields = new Fields(body, MEMBERS);
        String incident = fields.optionalText("incident", MAX_ID);
        String alert = fields.optionalText("alert", MAX_ID);
        if ((incident == null) == (alert == null)) {
            fields.fault("incident", "Expected one of incident and alert, but found both or none");
        }
        PresenceMode mode = fields.optionalEnum("mode", PresenceMode.class);
        if (!fields.has("mode")) {
            fields.fault(
                    "mode",
                    "Expected one of " + Texts.names(PresenceMode.class) + ", but found none");
        }
        String field = fields.optionalText("field", MAX_FIELD);
        String place = fields.optionalText("place", MAX_PLACE);
        long seconds = seconds(body, fields);
        fields.notNull("mode");
        fields.check();
        long now = clock.millis();
        return new Presence(
                incident == null
                        ? new PresenceSubject(Kind.ALERT, Objects.requireNonNull(alert))
                        : new PresenceSubject(Kind.INCIDENT, incident),
                caller.id(),
                caller.name(),
                place == null ? "" : place,
                Objects.requireNonNull(mode),
                field,
                now,
                now + Duration.ofSeconds(seconds).toMillis());
    }

    private static long seconds(ObjectNode body, Fields fields) {
        JsonNode node = body.path("expires_in");
        if (node.isMissingNode() || node.isNull()) {
            return DEFAULT.toSeconds();
        }
        long seconds = node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : 0;
        if (seconds < SHORTEST.toSeconds() || seconds > LONGEST.toSeconds()) {
            fields.fault(
                    "expires_in",
                    "Expected %d to %d seconds, but found another value"
                            .formatted(SHORTEST.toSeconds(), LONGEST.toSeconds()));
        }
        return seconds;
    }

    private void requireSubject(Context ctx, PresenceSubject subject) {
        String incident = subject.incident();
        if (incident == null) {
            alerts.require(subject.id());
        } else {
            visibility.requireVisible(ctx, incident);
        }
    }

    private ObjectNode visible(Collection<PresenceSubject> subjects, Principal caller) {
        Set<String> hidden =
                visibility.among(
                        caller,
                        subjects.stream()
                                .map(PresenceSubject::incident)
                                .filter(Objects::nonNull)
                                .toList());
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray("subjects");
        for (PresenceSubject subject : subjects) {
            List<Presence> people = table.at(subject);
            String incident = subject.incident();
            if (!people.isEmpty() && (incident == null || !hidden.contains(incident))) {
                array.add(subject.toJson(people));
            }
        }
        return json;
    }

    private static @Nullable PresenceSubject subject(Kind kind, @Nullable String id) {
        return id == null ? null : new PresenceSubject(kind, id);
    }
}
