package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header of an RFC 3164 line that a relay left in the text. */
final class SyslogHeader {
    private static final Pattern HEADER =
            Pattern.compile(
                    "(?:<(?<pri>\\d{1,3})>)?"
                            + "(?:(?<time>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) (?<host>\\S{1,255}) )?"
                            + "(?<program>[\\w./-]{1,64})(?:\\[(?<pid>\\d{1,10})])?: (?<text>.*)",
                    Pattern.DOTALL);

    private SyslogHeader() {}

    /** Moves the header's parts into the draft and gives the text behind it. */
    static String strip(String line, Draft draft) {
        Matcher header = HEADER.matcher(line);
        if (!header.matches() || (header.group("time") == null && header.group("pid") == null)) {
            return line;
        }
        if (header.group("time") != null) {
            draft.time(TextNode.valueOf(header.group("time")));
            draft.put("host.name", header.group("host"));
        }
        if (header.group("pri") != null) {
            long priority = Long.parseLong(header.group("pri"));
            draft.put("log.syslog.priority", priority);
            draft.put("log.level", SyslogSeverity.name(priority % 8));
        }
        draft.put("process.name", header.group("program"));
        draft.putNumber("process.pid", asNode(header.group("pid")));
        draft.step("syslog-header");
        return header.group("text");
    }

    private static TextNode asNode(@Nullable String text) {
        return TextNode.valueOf(text == null ? "" : text);
    }
}
