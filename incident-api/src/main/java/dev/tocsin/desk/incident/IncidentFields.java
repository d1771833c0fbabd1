package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.incident.custom.CustomFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members that a caller gives an incident, at its creation or in a merge patch. Faults are told
 * by {@link Fields#check}, to be called when all was read.
 *
 * @param fields the members
 * @param custom the fields that administrators added, when they matter
 * @param restricted null when absent or lifted
 * @param template by which an incident is opened; null for none
 */
record IncidentFields(
        Fields fields,
        CustomFields custom,
        @Nullable Restriction restricted,
        @Nullable String template) {
    static final int MAX_COMMENT = 4_000;

    private static final List<String> SHARED =
            Stream.concat(
                            Stream.of(
                                    "title",
                                    "summary",
                                    "severity",
                                    "status",
                                    "phase",
                                    "tlp",
                                    "pap",
                                    "assignees",
                                    "tags",
                                    CustomFields.MEMBER,
                                    Restriction.FIELD),
                            Stream.of(Milestone.values()).map(Milestone::member))
                    .toList();
    private static final Set<String> PATCH = names("comment");
    private static final Set<String> CREATE = names("kind", "template", "alert_ids");
    private static final int MAX_TITLE = 200;
    private static final int MAX_SUMMARY = 20_000;
    static final int MAX_ITEMS = 50;
    private static final int MAX_NAME = 200;

    /**
     * A merge patch.
     *
     * @param custom asked when the patch has custom fields
     */
    static IncidentFields patch(ObjectNode body, Supplier<CustomFields> custom) {
        Fields fields = new Fields(body, PATCH);
        fields.notNull("title", "severity", "status", "phase", "tlp", "pap");
        CustomFields known = fields.has(CustomFields.MEMBER) ? custom.get() : CustomFields.NONE;
        return new IncidentFields(fields, known, Restriction.read(fields), null);
    }

    /** A creation. The caller reads {@code alert_ids}. */
    static IncidentFields creation(ObjectNode body, CustomFields custom) {
        Fields fields = new Fields(body, CREATE);
        if (!fields.has("title")) {
            fields.text("title", MAX_TITLE);
        }
        fields.notNull("title", "severity", "status", "phase", "tlp", "pap", "kind");
        return new IncidentFields(
                fields,
                custom,
                Restriction.read(fields),
                fields.optionalText("template", MAX_NAME));
    }

    /**
     * What is written after it.
     *
     * @param nowMs when an incident that is closed without a date is closed
     */
    IncidentContent applyTo(IncidentContent before, long nowMs) {
        IncidentStatus status =
                or(fields.optionalEnum("status", IncidentStatus.class), before.status());
        List<String> assignees = list("assignees", before.assignees());
        boolean taken = status != IncidentStatus.NEW || !assignees.isEmpty();
        IncidentDates dates = taken(dates(before, status, nowMs), taken, nowMs);
        dates.check(fields);
        return new IncidentContent(
                or(fields.optionalText("title", MAX_TITLE), before.title()),
                fields.has("summary") ? summary() : before.summary(),
                or(fields.optionalEnum("severity", Level.class), before.severity()),
                status,
                or(fields.optionalEnum("kind", IncidentKind.class), before.kind()),
                or(fields.optionalEnum("phase", Phase.class), before.phase()),
                or(fields.optionalEnum("tlp", Tlp.class), before.tlp()),
                or(fields.optionalEnum("pap", Pap.class), before.pap()),
                assignees,
                list("tags", before.tags()),
                dates,
                custom.apply(fields, before.custom()),
                fields.has(Restriction.FIELD) ? restricted : before.restricted());
    }

    /** Faults for the custom fields that a new incident must have and has not. */
    void requireCustom(IncidentContent content) {
        custom.require(fields, content.custom());
    }

    /** A fault when the caller would no longer see the incident: it is a slip. */
    void requireSeenBy(Principal caller) {
        if (!Restriction.admits(restricted, caller)) {
            fields.fault(
                    Restriction.FIELD,
                    "Expected a restriction that includes the caller, but found one without "
                            + caller.name());
        }
    }

    /** Why; null when it is not said. */
    @Nullable String comment() {
        return fields.optionalText("comment", MAX_COMMENT);
    }

    /** Taking an incident up dates itself, once, unless the caller gives the time. */
    private IncidentDates taken(IncidentDates dates, boolean taken, long nowMs) {
        boolean dated = dates.at(Milestone.ACKNOWLEDGED) != null;
        return !taken || dated || fields.has(Milestone.ACKNOWLEDGED.member())
                ? dates
                : dates.with(Milestone.ACKNOWLEDGED, nowMs);
    }

    /**
     * Resolving and closing date themselves, and opening again removes these dates, unless the
     * caller gives them.
     */
    private IncidentDates dates(IncidentContent before, IncidentStatus status, long nowMs) {
        IncidentDates dates = before.dates().with(fields);
        dates = dates(dates, Milestone.RESOLVED, isDone(before.status()), isDone(status), nowMs);
        return dates(
                dates,
                Milestone.CLOSED,
                before.status() == IncidentStatus.CLOSED,
                status == IncidentStatus.CLOSED,
                nowMs);
    }

    private IncidentDates dates(
            IncidentDates dates, Milestone milestone, boolean before, boolean after, long nowMs) {
        return before == after || fields.has(milestone.member())
                ? dates
                : dates.with(milestone, after ? nowMs : null);
    }

    private static boolean isDone(IncidentStatus status) {
        return status == IncidentStatus.RESOLVED || status == IncidentStatus.CLOSED;
    }

    /** A form sends an empty text for a summary that is not there. */
    private @Nullable String summary() {
        return fields.isEmptyText("summary") ? null : fields.optionalText("summary", MAX_SUMMARY);
    }

    private List<String> list(String name, List<String> before) {
        if (!fields.has(name)) {
            return before;
        }
        List<String> given = fields.optionalTexts(name, MAX_ITEMS, MAX_NAME);
        return given == null ? List.of() : given;
    }

    private static <T> T or(@Nullable T given, T before) {
        return given == null ? before : given;
    }

    private static Set<String> names(String... more) {
        Set<String> names = new LinkedHashSet<>(SHARED);
        names.addAll(List.of(more));
        return names;
    }
}
