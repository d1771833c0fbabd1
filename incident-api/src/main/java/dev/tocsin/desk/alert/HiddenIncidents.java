package dev.tocsin.desk.alert;

import dev.tocsin.desk.auth.Principal;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Incidents that a caller must not learn of. */
public interface HiddenIncidents {
    /** Those among some. */
    Set<String> among(Principal caller, Collection<String> ids);

    /** Those that alerts belong to. */
    default Set<String> of(Principal caller, Collection<StoredAlert> alerts) {
        return among(
                caller,
                alerts.stream()
                        .map(alert -> alert.triage().incident())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    /** All of them. Reads the store: only for what cannot name the incidents it is about. */
    Set<String> all(Principal caller);
}
