package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.incident.custom.CustomFields;
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
 * @param custom what it has of custom fields, as it was once given
 */
public record Playbook(
        String template,
        @Nullable Level severity,
        @Nullable Tlp tlp,
        @Nullable Pap pap,
        List<String> tags,
        ObjectNode custom) {
    public Playbook {
        tags = List.copyOf(tags);
        custom = custom.deepCopy();
    }

    /** What an incident of this template is before anyone says more. */
    IncidentContent begin(IncidentContent untouched, CustomFields fields) {
        Level worst = untouched.severity();
        return untouched
                .marked(
                        severity == null || severity.compareTo(worst) < 0 ? worst : severity,
                        tlp == null ? untouched.tlp() : tlp,
                        pap == null ? untouched.pap() : pap)
                .preset(fields.fitting(custom));
    }

    /** What an incident is after this template was applied to it: nothing that it has is lost. */
    IncidentContent applyTo(IncidentContent before, CustomFields fields) {
        return before.tagged(tags).preset(fields.fitting(custom));
    }
}
