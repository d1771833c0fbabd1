package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The header of a syslog line that a relay left in the text: RFC 5424, RFC 3164, and what devices
 * make of the latter: no host, no time, a time with a year, a fraction or a zone, a number before
 * it, colons behind it.
 */
final class SyslogHeader {
    private static final int LONGEST_HOST = 255;
    private static final int LONGEST_PROGRAM = 64;
    private static final int SHORTEST_ISO = 19;

    private final Scan scan;
    private final Draft draft;
    private final int priority;
    private @Nullable Instant time;
    private @Nullable String sequence;
    private @Nullable String host;
    private @Nullable String program;
    private @Nullable String pid;

    private SyslogHeader(Scan scan, Draft draft, int priority) {
        this.scan = scan;
        this.draft = draft;
        this.priority = priority;
    }

    /** Moves the header's parts into the draft and gives the text behind it. */
    static String strip(String line, Draft draft) {
        Scan scan = new Scan(line);
        octetCount(scan);
        int priority = SyslogPriority.read(scan);
        String text = priority < 0 ? null : Syslog5424.strip(scan, priority, draft);
        if (text != null) {
            return text;
        }
        SyslogHeader header = new SyslogHeader(scan, draft, priority);
        header.read();
        return header.isSure() ? header.put() : line;
    }

    /** How long the line is, as it stands before each on a stream (RFC 6587). */
    private static void octetCount(Scan scan) {
        String count = scan.digits(7);
        if (count.isEmpty() || !scan.skip(" <")) {
            scan.moveTo(0);
        } else {
            scan.moveTo(scan.at() - 1);
        }
    }

    private void read() {
        sequence();
        time();
        if (time == null) {
            hostBeforeTime();
        }
        program();
        if (program == null && time != null && host == null) {
            host();
            program();
        } else if (program != null && host == null && pid == null && scan.next() == '%') {
            host = program;
            program = null;
        }
    }

    /** A priority is; so is a time with a program or a known beginning behind it, and a pid. */
    private boolean isSure() {
        return priority >= 0
                || pid != null
                || (time != null && (program != null || Lines.beginsLikeOne(scan)));
    }

    private String put() {
        SyslogPriority.put(priority, draft);
        if (time != null) {
            draft.time(time);
        }
        draft.put("host.name", host);
        draft.put("process.name", program);
        putNumber("process.pid", pid);
        putNumber("event.sequence", sequence);
        draft.step("syslog-header");
        return scan.rest();
    }

    private void putNumber(String path, @Nullable String digits) {
        if (digits != null) {
            draft.putNumber(path, TextNode.valueOf(digits));
        }
    }

    /** Routers number their lines: {@code 000123: }. */
    private void sequence() {
        int begin = scan.at();
        String digits = scan.digits(12);
        if (!digits.isEmpty() && scan.skip(": ")) {
            sequence = digits;
        } else {
            scan.moveTo(begin);
        }
    }

    /** A router marks a clock that is not set by an asterisk or a dot. */
    private void time() {
        int begin = scan.at();
        if (!scan.skip('*')) {
            scan.skip('.');
        }
        time = BsdTime.read(scan, draft.info().receivedAt(), draft.info().zone());
        if (time == null) {
            time = isoTime();
        }
        if (time == null) {
            scan.moveTo(begin);
            return;
        }
        scan.skip(':');
        scan.spaces();
    }

    private @Nullable Instant isoTime() {
        int begin = scan.at();
        String word = Scan.isDigit(scan.next()) ? scan.word() : "";
        Instant found =
                word.length() < SHORTEST_ISO
                        ? null
                        : EventTime.read(
                                TextNode.valueOf(word),
                                draft.info().receivedAt(),
                                draft.info().zone());
        if (found == null) {
            scan.moveTo(begin);
        }
        return found;
    }

    /** {@code router1: *Jan 1 12:00:00: %SYS-…}. */
    private void hostBeforeTime() {
        int begin = scan.at();
        String word = scan.word();
        if (word.endsWith(":") && word.length() > 1 && word.length() <= LONGEST_HOST) {
            sequence();
            time();
        }
        if (time == null) {
            scan.moveTo(begin);
        } else {
            host = word.substring(0, word.length() - 1);
        }
    }

    private void host() {
        int begin = scan.at();
        String word = scan.word();
        if (word.isEmpty() || word.length() > LONGEST_HOST || word.charAt(0) == '%') {
            scan.moveTo(begin);
            return;
        }
        host = word;
        if (!scan.skip(": ")) {
            scan.spaces();
        }
    }

    /** {@code sshd[991]: }, {@code cron: } or {@code postfix/smtpd[7]:}. */
    private void program() {
        int begin = scan.at();
        String name = name();
        String digits = "";
        if (scan.skip('[')) {
            digits = scan.digits(10);
            if (digits.isEmpty() || !scan.skip(']')) {
                scan.moveTo(begin);
                return;
            }
        }
        boolean ends = scan.skip(": ") || (scan.skip(':') && (scan.atEnd() || !digits.isEmpty()));
        if (name.isEmpty() || !ends) {
            scan.moveTo(begin);
            return;
        }
        scan.spaces();
        program = name;
        pid = digits.isEmpty() ? null : digits;
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        while (name.length() <= LONGEST_PROGRAM && isOfName(scan.next())) {
            name.append(scan.next());
            scan.moveTo(scan.at() + 1);
        }
        return name.length() > LONGEST_PROGRAM ? "" : name.toString();
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || "_./-@()+".indexOf(c) >= 0;
    }
}
