package dev.tocsin.topology.normalize;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A packet that the kernel of Linux logged (iptables, nftables, UFW): {@code [12.5] [UFW BLOCK]
 * IN=eth0 OUT= MAC=… SRC=198.51.100.7 DST=192.0.2.1 LEN=60 … PROTO=TCP SPT=40000 DPT=22}.
 */
final class NetfilterLine {
    private static final int LONGEST_PREFIX = 200;
    private static final int MOST_WORDS = 100;

    private NetfilterLine() {}

    private static int begin(String line) {
        int in = line.indexOf("IN=", 0, Math.min(line.length(), LONGEST_PREFIX));
        return in >= 0 && line.indexOf(" SRC=", in) > 0 && line.indexOf(" DST=", in) > 0 ? in : -1;
    }

    /** Of the lines of a kernel only these are read. */
    static void read(String line, Draft draft) {
        int begin = begin(line);
        if (begin < 0) {
            return;
        }
        Map<String, String> values = new HashMap<>();
        Scan scan = new Scan(line);
        scan.moveTo(begin);
        for (int i = 0; i < MOST_WORDS && !scan.atEnd(); i++) {
            String word = scan.word();
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        draft.step("netfilter");
        draft.logSource("linux", "firewall", null);
        Fields.dataset(draft, "iptables", "log");
        draft.put("observer.type", "firewall");
        toEcs(values, draft);
        prefix(line.substring(0, begin), draft);
    }

    private static void toEcs(Map<String, String> values, Draft draft) {
        Fields.put(draft, "source.ip", values.get("SRC"));
        Fields.put(draft, "source.port", values.get("SPT"));
        Fields.put(draft, "destination.ip", values.get("DST"));
        Fields.put(draft, "destination.port", values.get("DPT"));
        Fields.put(draft, "network.bytes", values.get("LEN"));
        Fields.put(draft, "observer.ingress.interface.name", values.get("IN"));
        Fields.put(draft, "observer.egress.interface.name", values.get("OUT"));
        Fields.protocol(draft, protocol(values.get("PROTO")));
        draft.putAll("event.category", "network");
    }

    private static @Nullable String protocol(@Nullable String protocol) {
        return "ICMPv6".equals(protocol) ? "ipv6-icmp" : protocol;
    }

    /** What whoever wrote the rule let it say. */
    private static void prefix(String text, Draft draft) {
        int close = text.startsWith("[") ? text.indexOf("] ") : -1;
        String prefix = text.substring(close < 0 ? 0 : close + 2).strip();
        Fields.put(draft, "rule.name", prefix);
        String said = Texts.lower(prefix);
        boolean denied =
                said.contains("block")
                        || said.contains("drop")
                        || said.contains("deny")
                        || said.contains("reject");
        draft.putAll("event.type", denied ? "denied" : "info");
        draft.put("event.action", denied ? "denied" : "logged");
    }
}
