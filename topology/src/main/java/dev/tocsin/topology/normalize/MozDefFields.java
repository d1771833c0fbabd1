package dev.tocsin.topology.normalize;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of MozDef's shape, each with what it is; the first of a field's keys wins. */
final class MozDefFields {

    /** What a field is, which says where it goes. */
    enum Kind {
        TEXT,
        TIME,
        SEVERITY,
        PID,
        PROGRAM,
        CATEGORY,
        TAGS,
        STRUCTURED_DATA,
        DETAILS
    }

    /**
     * One field.
     *
     * @param kind how the value is read
     * @param path where it goes in ECS; for some kinds unused
     * @param keys the senders' names in lower case, best first
     */
    record Field(Kind kind, String path, List<String> keys) {}

    static final List<Field> ALL =
            List.of(
                    field(Kind.TEXT, "message", "summary", "message", "payload"),
                    field(
                            Kind.TIME,
                            "@timestamp",
                            "utctimestamp",
                            "timestamp",
                            "eventtime",
                            "date",
                            "isodate",
                            "__realtime_timestamp",
                            "time"),
                    field(
                            Kind.TEXT,
                            "host.name",
                            "hostname",
                            "source_host",
                            "host",
                            "host_from",
                            "_hostname"),
                    field(
                            Kind.SEVERITY,
                            "log.level",
                            "severity",
                            "syslogseverity",
                            "severityvalue",
                            "level",
                            "priority"),
                    field(Kind.TEXT, "log.syslog.facility.name", "facility"),
                    field(Kind.TEXT, "event.provider", "source"),
                    field(Kind.PID, "process.pid", "pid", "processid", "procid", "_pid"),
                    field(
                            Kind.PROGRAM,
                            "process.name",
                            "pname",
                            "processname",
                            "sourcename",
                            "program",
                            "syslog_identifier",
                            "appname",
                            "app_name",
                            "app-name",
                            "programname",
                            "ident"),
                    field(Kind.TEXT, "log.syslog.msgid", "msgid"),
                    field(
                            Kind.STRUCTURED_DATA,
                            "log.syslog.structured_data",
                            "structured-data",
                            "structured_data",
                            "sdata"),
                    field(Kind.TEXT, "log.logger", "logger"),
                    field(Kind.TEXT, "log.file.path", "path", "file"),
                    field(Kind.CATEGORY, "mozdef.category", "category", "eventtype", "type"),
                    field(Kind.TAGS, "tags", "tags"),
                    field(Kind.DETAILS, "mozdef.details", "details", "fields"));

    private static final Set<String> KEYS = keys();

    private MozDefFields() {}

    static boolean isKnown(String foldedKey) {
        return KEYS.contains(foldedKey);
    }

    private static Field field(Kind kind, String path, String... keys) {
        return new Field(kind, path, List.of(keys));
    }

    private static Set<String> keys() {
        Set<String> keys = new HashSet<>();
        ALL.forEach(field -> keys.addAll(field.keys()));
        return keys;
    }
}
