package dev.tocsin.desk.alert;

import dev.tocsin.desk.auth.Principal;
import java.util.Collection;
import java.util.Set;

/** Incidents that a caller must not learn of. */
public interface HiddenIncidents {
    /** Those among some. */
    Set<String> among(Principal caller, Collection<String> ids);

    /** All of them. Reads the store: only for what cannot name the incidents it is about. */
    Set<String> all(Principal caller);
}
