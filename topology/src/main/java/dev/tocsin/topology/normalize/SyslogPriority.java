package dev.tocsin.topology.normalize;

import java.util.List;

/** The number in angle brackets before a syslog line: facility and severity in one. */
final class SyslogPriority {
    private static final int MOST = 191;
    private static final int SEVERITIES = 8;
    private static final List<String> FACILITIES =
            List.of(
                    "kern",
                    "user",
                    "mail",
                    "daemon",
                    "auth",
                    "syslog",
                    "lpr",
                    "news",
                    "uucp",
                    "cron",
                    "authpriv",
                    "ftp",
                    "ntp",
                    "audit",
                    "alert",
                    "clock",
                    "local0",
                    "local1",
                    "local2",
                    "local3",
                    "local4",
                    "local5",
                    "local6",
                    "local7");

    private SyslogPriority() {}

    /** Moves behind {@code <34>}; -1, and nothing moves, when there is no such number. */
    static int read(Scan scan) {
        int begin = scan.at();
        if (scan.skip('<')) {
            String digits = scan.digits(3);
            if (!digits.isEmpty() && scan.skip('>') && Integer.parseInt(digits) <= MOST) {
                return Integer.parseInt(digits);
            }
        }
        scan.moveTo(begin);
        return -1;
    }

    static void put(int priority, Draft draft) {
        if (priority < 0) {
            return;
        }
        int facility = priority / SEVERITIES;
        int severity = priority % SEVERITIES;
        draft.put("log.syslog.priority", priority);
        draft.put("log.syslog.facility.code", facility);
        draft.put("log.syslog.facility.name", FACILITIES.get(facility));
        draft.put("log.syslog.severity.code", severity);
        draft.put("log.syslog.severity.name", SyslogSeverity.name(severity));
        draft.put("log.level", SyslogSeverity.name(severity));
        draft.put("event.severity", severity);
    }
}
