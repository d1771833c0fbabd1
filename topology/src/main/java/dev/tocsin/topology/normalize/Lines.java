package dev.tocsin.topology.normalize;

import org.jspecify.annotations.Nullable;

/** Reads the text line of a draft, when it comes from a program whose lines we know. */
final class Lines {
    private Lines() {}

    static void read(Draft draft) {
        String line = draft.text("message");
        if (line == null) {
            return;
        }
        if (!draft.has("process.name")) {
            line = SyslogHeader.strip(line, draft);
        }
        if (AuditLine.recognizes(line)) {
            original(draft);
            AuditLine.read(line, draft);
            return;
        }
        String program = program(draft.text("process.name"));
        if (program.equals("sshd")) {
            original(draft);
            SshdLine.read(line, draft);
        } else if (program.equals("sudo")) {
            original(draft);
            SudoLine.read(line, draft);
        } else if (program.equals("su")) {
            original(draft);
            SuLine.read(line, draft);
        }
    }

    private static void original(Draft draft) {
        draft.put("event.original", draft.text("message"));
    }

    /** {@code /usr/sbin/sshd} and {@code sshd-session} are {@code sshd}. */
    private static String program(@Nullable String name) {
        if (name == null) {
            return "";
        }
        String base = Texts.baseName(name);
        return base.startsWith("sshd-") ? "sshd" : base;
    }
}
