package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session of Juniper's firewalls (program {@code RT_FLOW}), structured ({@code [junos@2636…
 * source-address="192.0.2.1" …]}, in the header of RFC 5424 or in the text) or plain ({@code
 * RT_FLOW_SESSION_DENY: session denied 192.0.2.1/50000->203.0.113.5/23 …}).
 */
final class JuniperLine {
    private static final String EVENT = "RT_FLOW_SESSION_";
    private static final Map<String, String> FIELDS =
            Map.ofEntries(
                    Map.entry("source-address", "source.ip"),
                    Map.entry("source-port", "source.port"),
                    Map.entry("destination-address", "destination.ip"),
                    Map.entry("destination-port", "destination.port"),
                    Map.entry("nat-source-address", "source.nat.ip"),
                    Map.entry("nat-source-port", "source.nat.port"),
                    Map.entry("nat-destination-address", "destination.nat.ip"),
                    Map.entry("nat-destination-port", "destination.nat.port"),
                    Map.entry("policy-name", "rule.name"),
                    Map.entry("source-zone-name", "observer.ingress.zone"),
                    Map.entry("destination-zone-name", "observer.egress.zone"),
                    Map.entry("packet-incoming-interface", "observer.ingress.interface.name"),
                    Map.entry("username", "user.name"),
                    Map.entry("reason", "event.reason"),
                    Map.entry("bytes-from-client", "source.bytes"),
                    Map.entry("bytes-from-server", "destination.bytes"),
                    Map.entry("packets-from-client", "source.packets"),
                    Map.entry("packets-from-server", "destination.packets"));

    private JuniperLine() {}

    /** Devices leave out the colon that ends a program before structured data. */
    static boolean recognizes(String line) {
        return line.startsWith(EVENT) || line.startsWith("RT_FLOW - " + EVENT);
    }

    static void read(String line, Draft draft) {
        draft.step("juniper");
        Fields.dataset(draft, "juniper", "srx");
        Fields.observer(draft, "Juniper", "srx", "firewall");
        Scan scan = new Scan(line);
        scan.skip("RT_FLOW ");
        scan.skip("- ");
        String event = draft.text("log.syslog.msgid");
        if (event == null || !event.startsWith(EVENT)) {
            event = scan.word();
        }
        event = event.endsWith(":") ? event.substring(0, event.length() - 1) : event;
        if (!event.startsWith(EVENT)) {
            return;
        }
        draft.put("event.code", event);
        describe(event, draft);
        ObjectNode data = data(scan, draft);
        if (data == null) {
            plain(scan, draft);
        } else {
            structured(data, draft);
        }
    }

    private static void describe(String event, Draft draft) {
        String what = event.substring(EVENT.length());
        if (what.startsWith("DENY")) {
            Fields.describe(draft, "network", "denied", "session-denied", "failure");
        } else if (what.startsWith("CLOSE")) {
            Fields.describe(draft, "network", "end", "session-closed", "unknown");
        } else {
            Fields.describe(draft, "network", "start", "session-created", "success");
        }
    }

    /** The first element of Juniper's own, in the header or where the text begins. */
    private static @Nullable ObjectNode data(Scan scan, Draft draft) {
        if (draft.at("log.syslog.structured_data") instanceof ObjectNode elements) {
            for (Map.Entry<String, JsonNode> element : elements.properties()) {
                if (element.getKey().startsWith("junos@")
                        && element.getValue() instanceof ObjectNode values) {
                    return values;
                }
            }
        }
        ObjectNode read = Json.object();
        boolean here = scan.next() == '[' && Syslog5424.structuredData(scan, read);
        return here && read.iterator().next() instanceof ObjectNode values ? values : null;
    }

    private static void structured(ObjectNode data, Draft draft) {
        ObjectNode kept = Fields.vendor(draft, "juniper", "srx");
        data.forEachEntry(
                (name, value) -> {
                    String field = FIELDS.get(name);
                    if (field == null) {
                        kept.set(name.replace('-', '_'), value);
                    } else if (!value.asText().equals("N/A")) {
                        Fields.put(draft, field, value.asText());
                    }
                });
        Fields.protocol(draft, Json.text(data, "protocol-id"));
        service(Json.text(data, "service-name"), draft);
    }

    /** Its places differ between versions; addresses, service and NAT come in this order. */
    private static void plain(Scan scan, Draft draft) {
        scan.spaces();
        scan.skip("session ");
        String what = scan.spacedWord();
        if (what.equals("closed")) {
            Fields.put(draft, "event.reason", scan.until(": "));
        }
        pair(scan.spacedWord(), "", draft);
        String service = scan.spacedWord();
        service = service.startsWith("0x") ? scan.spacedWord() : service;
        service(service, draft);
        String next = scan.spacedWord();
        if (what.equals("denied")) {
            Fields.protocol(draft, new Scan(next).digits(3));
            Fields.put(draft, "rule.name", scan.spacedWord());
        } else {
            pair(next, ".nat", draft);
            rule(scan, draft);
        }
    }

    /** Behind the names of NAT rules come protocol, policy and both zones. */
    private static void rule(Scan scan, Draft draft) {
        String word = scan.spacedWord();
        while (!word.isEmpty() && !isProtocol(word)) {
            word = scan.spacedWord();
        }
        Fields.protocol(draft, word);
        Fields.put(draft, "rule.name", scan.spacedWord());
        Fields.put(draft, "observer.ingress.zone", scan.spacedWord());
        Fields.put(draft, "observer.egress.zone", scan.spacedWord());
    }

    private static boolean isProtocol(String word) {
        return word.length() <= 3 && new Scan(word).digits(3).length() == word.length();
    }

    private static void pair(String pair, String nat, Draft draft) {
        int arrow = pair.indexOf("->");
        if (arrow > 0) {
            side(pair.substring(0, arrow), "source" + nat, draft);
            side(pair.substring(arrow + 2), "destination" + nat, draft);
        }
    }

    private static void side(String text, String side, Draft draft) {
        int slash = text.lastIndexOf('/');
        if (slash > 0) {
            Fields.put(draft, side + ".ip", text.substring(0, slash));
            Fields.put(draft, side + ".port", text.substring(slash + 1));
        }
    }

    private static void service(@Nullable String service, Draft draft) {
        if (service == null || service.equals("None") || service.equals("N/A")) {
            return;
        }
        String name = service.startsWith("junos-") ? service.substring(6) : service;
        Fields.put(draft, "network.protocol", Texts.lower(name));
    }
}
