package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/** The answers of a DNS event, and the addresses among them. */
final class DnsAnswers {
    private final ArrayNode answers = Json.MAPPER.createArrayNode();
    private final ArrayNode addresses = Json.MAPPER.createArrayNode();

    void add(ObjectNode answer) {
        answers.add(answer);
        String data = Json.text(answer, "data");
        String ip = data == null ? null : Ip.canonical(data);
        if (ip != null) {
            addresses.add(ip);
        }
    }

    void put(Draft draft) {
        if (!answers.isEmpty()) {
            draft.put("dns.answers", answers);
        }
        if (!addresses.isEmpty()) {
            draft.put("dns.resolved_ip", addresses);
        }
    }
}
