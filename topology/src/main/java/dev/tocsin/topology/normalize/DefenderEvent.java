package dev.tocsin.topology.normalize;

import org.jspecify.annotations.Nullable;

/** What the events of Microsoft Defender Antivirus mean. */
final class DefenderEvent {
    private DefenderEvent() {}

    static void describe(WindowsData data, int id) {
        switch (id) {
            case 1006, 1015, 1116 -> malware(data, "malware-detected", true);
            case 1007, 1117 -> malware(data, "malware-action-taken", true);
            case 1008, 1118, 1119 -> malware(data, "malware-action-failed", false);
            case 1121, 1122 -> rule(data, id == 1121);
            case 1013 -> data.categorize("configuration", "deletion");
            case 5001, 5004, 5007, 5010, 5012, 5013 -> configuration(data, id);
            default -> {
                // Scans and updates keep their own names under winlog.event_data alone.
            }
        }
    }

    private static void malware(WindowsData data, String action, boolean success) {
        data.draft().put("event.kind", "alert");
        data.categorize("malware", "info");
        data.action(action);
        data.outcome(success);
        data.text("rule.name", "ThreatName");
        data.text("rule.id", "ThreatID");
        data.text("rule.category", "CategoryName");
        data.number("event.severity", "SeverityID");
        String path = first(data.text("Path"));
        if (path != null) {
            FilePaths.put("file", path, data.draft());
        }
        data.process("process", "ProcessName", "ProcessID");
        data.draft().putAccount("user", user(data));
    }

    private static @Nullable String user(WindowsData data) {
        String detected = data.text("DetectionUser");
        return detected == null ? data.text("User") : detected;
    }

    /** {@code file:_C:\a.exe; webfile:_…}: the first path, without its kind. */
    private static @Nullable String first(@Nullable String paths) {
        if (paths == null) {
            return null;
        }
        int end = paths.indexOf("; ");
        String one = end < 0 ? paths : paths.substring(0, end);
        int kind = one.indexOf(":_");
        return kind < 0 ? one : one.substring(kind + 2);
    }

    /** A rule of attack surface reduction that stopped something, or would have. */
    private static void rule(WindowsData data, boolean blocked) {
        data.draft().put("event.kind", "alert");
        data.categorize("intrusion_detection", blocked ? "denied" : "info");
        data.text("rule.id", "ID");
        data.file("Path");
        data.process("process", "ProcessName", "ProcessID");
        data.draft().putAccount("user", data.text("User"));
    }

    private static void configuration(WindowsData data, int id) {
        data.categorize("configuration", "change");
        data.action(
                switch (id) {
                    case 5001 -> "real-time-protection-disabled";
                    case 5010 -> "scanning-disabled";
                    case 5012 -> "virus-scanning-disabled";
                    case 5013 -> "tamper-protection-blocked-change";
                    default -> "configuration-changed";
                });
    }
}
