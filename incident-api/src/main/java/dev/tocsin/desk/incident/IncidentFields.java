package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.incident.Incident.Content;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members that a caller may give an incident, at its creation and in a merge patch.
 *
 * @param fields the members, for what is present; faults are not told yet
 * @param title null when absent
 * @param summary null when absent or removed
 * @param severity null when absent
 * @param status null when absent
 * @param assignees null when absent or removed
 * @param tags null when absent or removed
 * @param restricted null when absent or lifted
 * @param comment why; null when absent
 */
record IncidentFields(
        Fields fields,
        @Nullable String title,
        @Nullable String summary,
        @Nullable Level severity,
        @Nullable IncidentStatus status,
        @Nullable List<String> assignees,
        @Nullable List<String> tags,
        @Nullable Restriction restricted,
        @Nullable String comment) {
    private static final Set<String> PATCH =
            new LinkedHashSet<>(
                    List.of(
                            "title",
                            "summary",
                            "severity",
                            "status",
                            "assignees",
                            "tags",
                            "restricted",
                            "comment"));
    private static final Set<String> CREATE =
            new LinkedHashSet<>(
                    List.of(
                            "title",
                            "summary",
                            "severity",
                            "status",
                            "assignees",
                            "tags",
                            "restricted",
                            "alert_ids"));
    private static final int MAX_TITLE = 200;
    private static final int MAX_SUMMARY = 20_000;
    private static final int MAX_ITEMS = 50;
    private static final int MAX_NAME = 200;
    private static final int MAX_COMMENT = 4_000;

    /** Reads a merge patch; throws a problem that names every fault. */
    static IncidentFields patch(ObjectNode body) {
        IncidentFields read = read(new Fields(body, PATCH), null);
        read.fields.notNull("title", "severity", "status");
        read.fields.check();
        return read;
    }

    /** Reads a creation. The caller reads {@code alert_ids} and then calls {@link Fields#check}. */
    static IncidentFields creation(ObjectNode body) {
        Fields fields = new Fields(body, CREATE);
        IncidentFields read = read(fields, fields.text("title", MAX_TITLE));
        fields.notNull("severity", "status");
        return read;
    }

    private static IncidentFields read(Fields fields, @Nullable String title) {
        return new IncidentFields(
                fields,
                title == null ? fields.optionalText("title", MAX_TITLE) : title,
                emptyAsNull(fields, "summary"),
                fields.optionalEnum("severity", Level.class),
                fields.optionalEnum("status", IncidentStatus.class),
                fields.optionalTexts("assignees", MAX_ITEMS, MAX_NAME),
                fields.optionalTexts("tags", MAX_ITEMS, MAX_NAME),
                Restriction.read(fields),
                fields.optionalText("comment", MAX_COMMENT));
    }

    /** A form sends an empty text for a summary that is not there. */
    private static @Nullable String emptyAsNull(Fields fields, String name) {
        return fields.isEmptyText(name) ? null : fields.optionalText(name, MAX_SUMMARY);
    }

    /** A new incident's content; what is absent has its default. */
    Content toContent(Level severityIfAbsent) {
        return applyTo(
                new Content(
                        "",
                        null,
                        severityIfAbsent,
                        IncidentStatus.NEW,
                        List.of(),
                        List.of(),
                        null));
    }

    /** A fault when the caller would no longer see the incident: it is a slip. */
    void requireSeenBy(Principal caller) {
        if (restricted != null && !restricted.admits(caller)) {
            fields.fault(
                    Restriction.FIELD,
                    "Expected a restriction that includes the caller, but found one without "
                            + caller.name());
        }
    }

    Content applyTo(Content content) {
        return new Content(
                title == null ? content.title() : title,
                fields.has("summary") ? summary : content.summary(),
                severity == null ? content.severity() : severity,
                status == null ? content.status() : status,
                list("assignees", assignees, content.assignees()),
                list("tags", tags, content.tags()),
                fields.has(Restriction.FIELD) ? restricted : content.restricted());
    }

    private List<String> list(String name, @Nullable List<String> given, List<String> before) {
        if (!fields.has(name)) {
            return before;
        }
        return given == null ? List.of() : given;
    }
}
