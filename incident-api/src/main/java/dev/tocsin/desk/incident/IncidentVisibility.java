package dev.tocsin.desk.incident;

import dev.tocsin.desk.alert.HiddenIncidents;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Route;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see which incident: the one place that decides. Routes below {@code
 * /api/v1/incidents/{id}} are guarded as a whole ({@link #guard}), so that none can forget to ask;
 * whatever else tells of incidents asks {@link #isVisible}, {@link #among} or {@link #all}.
 */
public final class IncidentVisibility implements HiddenIncidents {
    private static final String ONE = "/api/v1/incidents/{";

    private final IncidentStore incidents;

    public IncidentVisibility(IncidentStore incidents) {
        this.incidents = incidents;
    }

    /**
     * The route, for callers who may see its incident. For others it answers as for an incident
     * that there is not, before it looks at anything else of the request: neither the answer nor
     * its order with other refusals tells the two apart.
     */
    public Route guard(Route route) {
        if (!route.path().startsWith(ONE)) {
            return route;
        }
        String parameter = route.path().substring(ONE.length(), route.path().indexOf('}'));
        return route.handledBy(
                ctx -> {
                    requireVisible(ctx, ctx.pathParam(parameter));
                    route.handler().handle(ctx);
                });
    }

    /**
     * Requires an incident that the caller may see.
     *
     * @throws ProblemException 404 when there is none, or it is not to be seen
     */
    public void requireVisible(Context ctx, String id) {
        if (!isVisible(ctx, id)) {
            throw ProblemException.notFound("an incident with the id " + id);
        }
    }

    /**
     * Whether there is such an incident, and the caller may see it. When it is hidden, the audit
     * learns that the caller asked, if the request is refused.
     */
    public boolean isVisible(Context ctx, String id) {
        Map<String, @Nullable Restriction> found = incidents.restrictions(Set.of(id));
        if (!found.containsKey(id)) {
            return false;
        }
        boolean visible = Restriction.admits(found.get(id), Gate.principal(ctx));
        if (!visible) {
            Gate.conceal(ctx, id);
        }
        return visible;
    }

    @Override
    public Set<String> among(Principal caller, Collection<String> ids) {
        if (ids.isEmpty() || caller.allows(Access.ADMIN)) {
            return Set.of();
        }
        Set<String> hidden = new HashSet<>();
        incidents
                .restrictions(ids)
                .forEach(
                        (id, restriction) -> {
                            if (!Restriction.admits(restriction, caller)) {
                                hidden.add(id);
                            }
                        });
        return hidden;
    }

    @Override
    public Set<String> all(Principal caller) {
        return caller.allows(Access.ADMIN) ? Set.of() : incidents.hiddenFrom(caller);
    }
}
