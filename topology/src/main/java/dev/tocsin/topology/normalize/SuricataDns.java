package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * The {@code dns} part of EVE in its three forms: one answer a record (1), all answers with one
 * question (2), lists of questions and answers (3); and the form that alerts have, where question
 * and answer are parts.
 */
final class SuricataDns {
    private static final FieldMap QUESTION =
            FieldMap.builder()
                    .text("dns.id", "id")
                    .text("dns.question.name", "rrname")
                    .text("dns.question.type", "rrtype")
                    .build();
    private static final FieldMap HEADER =
            FieldMap.builder()
                    .text("dns.id", "id")
                    .text("dns.op_code", "opcode")
                    .text("dns.response_code", "rcode")
                    .build();

    private SuricataDns() {}

    static void read(JsonNode dns, Draft draft) {
        if (!dns.isObject()) {
            return;
        }
        JsonNode answer = dns.path("answer");
        HEADER.apply(dns, draft);
        HEADER.apply(answer, draft);
        QUESTION.apply(first(dns.path("queries")), draft);
        QUESTION.apply(first(dns.path("query")), draft);
        QUESTION.apply(dns, draft);
        QUESTION.apply(answer, draft);
        type(dns, draft);
        DnsAnswers answers = new DnsAnswers();
        add(dns.path("answers"), answers);
        add(answer.path("answers"), answers);
        if (dns.has("rdata")) {
            add(Json.MAPPER.createArrayNode().add(dns), answers);
        }
        answers.put(draft);
    }

    private static JsonNode first(JsonNode list) {
        return list.path(0);
    }

    private static void type(JsonNode dns, Draft draft) {
        String type = VendorShape.textOr(dns, "type", "");
        String code = draft.text("dns.response_code");
        boolean answer = code != null || type.equals("answer") || type.equals("response");
        draft.put("dns.type", answer ? "answer" : "query");
        if (code != null) {
            draft.put("event.outcome", Outcome.of(code.equals("NOERROR")));
        }
    }

    private static void add(JsonNode records, DnsAnswers answers) {
        for (JsonNode record : records) {
            String data = Json.text(record, "rdata");
            if (data != null) {
                ObjectNode answer = Json.object();
                answer.put("data", data);
                copy(record, "rrname", answer, "name");
                copy(record, "rrtype", answer, "type");
                if (record.path("ttl").isIntegralNumber()) {
                    answer.set("ttl", record.path("ttl"));
                }
                answers.add(answer);
            }
        }
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        if (from.path(name).isTextual()) {
            to.set(as, from.path(name));
        }
    }
}
