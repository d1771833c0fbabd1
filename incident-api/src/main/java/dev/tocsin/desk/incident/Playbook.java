package dev.tocsin.desk.incident;

import dev.tocsin.alert.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a template says of the incident itself.
 *
 * @param template its id
 * @param severity how bad such an incident is at least; null when that is open
 * @param tlp to whom it may be told; null when that is open
 * @param pap what may be done with what is known; null when that is open
 * @param tags words to find it by
 */
public record Playbook(
        String template,
        @Nullable Level severity,
        @Nullable Tlp tlp,
        @Nullable Pap pap,
        List<String> tags) {
    public Playbook {
        tags = List.copyOf(tags);
    }

    /** What an incident of this template is before anyone says more. */
    IncidentContent begin(IncidentContent untouched) {
        Level worst = untouched.severity();
        return untouched.marked(
                severity == null || severity.compareTo(worst) < 0 ? worst : severity,
                tlp == null ? untouched.tlp() : tlp,
                pap == null ? untouched.pap() : pap);
    }
}
