package dev.tocsin.topology.normalize;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of Cisco's firewalls and routers, which begins with what it is about: {@code
 * %ASA-6-302013: Built inbound TCP connection …}, {@code %SYS-5-CONFIG_I: Configured from …}.
 */
final class CiscoLine {
    private static final Set<String> FIREWALLS = Set.of("ASA", "FTD", "PIX", "FWSM");
    private static final int LONGEST_TAG = 80;

    private CiscoLine() {}

    /** The parts of {@code %FACILITY-SEVERITY-MNEMONIC:}. */
    private record Tag(String facility, int severity, String mnemonic, int end) {

        static @Nullable Tag of(String line) {
            int colon = line.indexOf(':');
            if (colon < 0 || colon > LONGEST_TAG || line.charAt(0) != '%') {
                return null;
            }
            int second = line.lastIndexOf('-', colon);
            int first = second < 2 ? -1 : line.lastIndexOf('-', second - 1);
            boolean fits =
                    first > 1
                            && second == first + 2
                            && line.charAt(first + 1) >= '0'
                            && line.charAt(first + 1) <= '7'
                            && isName(line, 1, first)
                            && isName(line, second + 1, colon);
            return fits
                    ? new Tag(
                            line.substring(1, first),
                            line.charAt(first + 1) - '0',
                            line.substring(second + 1, colon),
                            colon + 1)
                    : null;
        }

        private static boolean isName(String text, int from, int to) {
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                boolean fits = (c >= 'A' && c <= 'Z') || Scan.isDigit(c) || c == '_' || c == '-';
                if (!fits) {
                    return false;
                }
            }
            return from < to;
        }
    }

    static boolean recognizes(String line) {
        return !line.isEmpty() && line.charAt(0) == '%' && Tag.of(line) != null;
    }

    /** Relays take the tag for a program; it belongs to the line. */
    static String withTag(String line, Draft draft) {
        String program = draft.text("process.name");
        if (program == null || program.isEmpty() || program.charAt(0) != '%') {
            return line;
        }
        String whole = program + ": " + line;
        if (!recognizes(whole)) {
            return line;
        }
        draft.remove("process.name");
        return whole;
    }

    static void read(String line, Draft draft) {
        Tag tag = Tag.of(line);
        if (tag == null) {
            return;
        }
        boolean firewall = FIREWALLS.contains(tag.facility());
        String product = firewall ? product(tag.facility()) : "ios";
        draft.step("cisco");
        draft.put("observer.vendor", "Cisco");
        draft.put("observer.product", product);
        draft.put("observer.type", firewall ? "firewall" : "router");
        draft.put("event.module", "cisco");
        draft.put("event.dataset", "cisco." + product);
        draft.put("event.severity", tag.severity());
        draft.put("log.level", SyslogSeverity.name(tag.severity()));
        String text = line.substring(tag.end()).strip();
        if (firewall) {
            draft.put("event.code", tag.mnemonic());
            CiscoMessages.firewall(tag.mnemonic(), text, draft);
        } else {
            draft.put("event.code", tag.facility() + "-" + tag.severity() + "-" + tag.mnemonic());
            CiscoMessages.router(tag.mnemonic(), text, draft);
        }
    }

    private static String product(String facility) {
        return facility.equals("FTD") ? "ftd" : "asa";
    }
}
