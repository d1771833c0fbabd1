package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A line of the packet filter of pfSense and OPNsense (program {@code filterlog}): values parted by
 * commas, of which those behind the version of IP and behind the protocol differ.
 */
final class PfsenseLine {
    private static final int MOST_CELLS = 60;
    private static final int FIRST_OF_IP = 9;
    private static final List<String> COMMON =
            List.of("rule", "sub_rule", "anchor", "tracker", "interface", "reason");
    private static final List<String> V4 =
            List.of("tos", "ecn", "ttl", "id", "offset", "flags", "protocol_id", "protocol");
    private static final List<String> V6 =
            List.of("class", "flow_label", "hop_limit", "protocol", "protocol_id");
    private static final List<String> TCP =
            List.of("data_length", "tcp_flags", "sequence", "ack", "window", "urg", "options");

    private PfsenseLine() {}

    static void read(String line, Draft draft) {
        String[] cells = line.strip().split(",", MOST_CELLS);
        boolean six = cells.length > FIRST_OF_IP && cells[8].equals("6");
        int sides = FIRST_OF_IP + (six ? V6.size() : V4.size());
        draft.step("pfsense");
        draft.logSource("pfsense", "firewall", null);
        Fields.dataset(draft, "pfsense", "log");
        Fields.observer(draft, "Netgate", "pfsense", "firewall");
        draft.putAll("event.category", "network");
        if (cells.length < sides + 3) {
            draft.problem(
                    "Expected a packet of %d values or more, but found %d"
                            .formatted(sides + 3, cells.length));
            return;
        }
        ObjectNode log = Fields.vendor(draft, "pfsense", "filter");
        keep(COMMON, cells, 0, log);
        keep(six ? V6 : V4, cells, FIRST_OF_IP, log);
        decision(cells, draft);
        Fields.put(draft, "observer.ingress.interface.name", cells[4]);
        draft.put("network.type", six ? "ipv6" : "ipv4");
        Fields.put(draft, "network.iana_number", cells[FIRST_OF_IP + (six ? 4 : 6)]);
        String protocol = Texts.lower(cells[FIRST_OF_IP + (six ? 3 : 7)]);
        Fields.put(draft, "network.transport", protocol.equals("icmpv6") ? "ipv6-icmp" : protocol);
        Fields.put(draft, "network.bytes", cells[sides]);
        Fields.put(draft, "source.ip", cells[sides + 1]);
        Fields.put(draft, "destination.ip", cells[sides + 2]);
        transport(protocol, cells, sides + 3, log, draft);
    }

    private static void decision(String[] cells, Draft draft) {
        switch (cells[6]) {
            case "pass" -> Fields.describe(draft, "network", "allowed", "pass", "success");
            case "block", "reject" ->
                    Fields.describe(draft, "network", "denied", cells[6], "failure");
            default -> Fields.put(draft, "event.action", cells[6]);
        }
        switch (cells[7]) {
            case "in" -> draft.put("network.direction", "inbound");
            case "out" -> draft.put("network.direction", "outbound");
            default -> draft.problem("Expected in or out, but found " + cells[7]);
        }
        Fields.put(draft, "rule.id", cells[3].isEmpty() ? cells[0] : cells[3]);
    }

    private static void transport(
            String protocol, String[] cells, int from, ObjectNode log, Draft draft) {
        if (protocol.equals("tcp") || protocol.equals("udp")) {
            Fields.put(draft, "source.port", cell(cells, from));
            Fields.put(draft, "destination.port", cell(cells, from + 1));
            keep(TCP, cells, from + 2, log);
        } else if (protocol.startsWith("icmp")) {
            keep(List.of("icmp_type", "icmp_id", "icmp_sequence"), cells, from, log);
        }
    }

    private static void keep(List<String> names, String[] cells, int from, ObjectNode log) {
        for (int i = 0; i < names.size(); i++) {
            String value = cell(cells, from + i);
            if (!value.isEmpty()) {
                log.put(names.get(i), value);
            }
        }
    }

    private static String cell(String[] cells, int index) {
        return index < cells.length ? cells[index] : "";
    }
}
