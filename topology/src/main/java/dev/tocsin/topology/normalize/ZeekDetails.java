package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.topology.enrich.InternalNetworks;
import org.jspecify.annotations.Nullable;

/** What a table cannot say of Zeek's logs: values that are made of two, or say more than one. */
final class ZeekDetails {
    private static final int FIRST_ERROR = 400;

    private ZeekDetails() {}

    static void complete(String log, ObjectNode sent, Draft draft) {
        switch (log) {
            case "conn" -> direction(sent, draft);
            case "dns" -> dns(sent, draft);
            case "http" -> http(sent, draft);
            case "ssl" -> tlsVersion(Json.text(sent, "version"), draft);
            case "x509" -> fingerprint(Json.text(sent, "fingerprint"), draft);
            case "kerberos" -> principal(Json.text(sent, "client"), draft);
            case "smb_files" -> smbFile(sent, draft);
            case "dhcp" -> lastMessage(sent.path("msg_types"), draft);
            case "intel" -> indicator(sent, draft);
            case "reporter" -> level(Json.text(sent, "level"), draft);
            default -> {
                // The table says all of it.
            }
        }
    }

    /** Zeek knows which networks are the site's own, and says it of both ends. */
    private static void direction(ObjectNode sent, Draft draft) {
        if (sent.path("local_orig").isBoolean() && sent.path("local_resp").isBoolean()) {
            boolean from = sent.path("local_orig").booleanValue();
            boolean to = sent.path("local_resp").booleanValue();
            draft.put("network.direction", InternalNetworks.direction(from, to));
        }
    }

    private static void dns(ObjectNode sent, Draft draft) {
        String code = Json.text(sent, "rcode_name");
        draft.put("dns.type", code == null ? "query" : "answer");
        if (code != null) {
            draft.put("event.outcome", Outcome.of(code.equals("NOERROR")));
        }
        if ("C_INTERNET".equals(Json.text(sent, "qclass_name"))) {
            draft.put("dns.question.class", "IN");
        }
        answers(sent.path("answers"), sent.path("TTLs"), draft);
    }

    private static void answers(JsonNode answers, JsonNode ttls, Draft draft) {
        DnsAnswers found = new DnsAnswers();
        for (int i = 0; i < answers.size(); i++) {
            ObjectNode answer = Json.object();
            answer.put("data", answers.path(i).asText());
            if (ttls.path(i).isNumber()) {
                answer.put("ttl", ttls.path(i).longValue());
            }
            found.add(answer);
        }
        found.put(draft);
    }

    private static void http(ObjectNode sent, Draft draft) {
        Long status = Numbers.whole(sent.path("status_code"));
        if (status != null) {
            draft.put("event.outcome", Outcome.of(status < FIRST_ERROR));
        }
        draft.put("http.response.mime_type", firstText(sent.path("resp_mime_types")));
        draft.put("http.request.mime_type", firstText(sent.path("orig_mime_types")));
    }

    private static @Nullable String firstText(JsonNode list) {
        return list.path(0).isTextual() ? list.path(0).textValue() : null;
    }

    /** {@code TLSv12}, {@code SSLv3} and what other sensors write. */
    static void tlsVersion(@Nullable String version, Draft draft) {
        if (version == null || version.length() < 4) {
            return;
        }
        String lower = Texts.lower(version);
        String number = lower.substring(3).replaceFirst("^[ v]*", "");
        if (lower.startsWith("tls") || lower.startsWith("ssl")) {
            draft.put("tls.version_protocol", lower.substring(0, 3));
            boolean bare = number.length() == 2 && number.indexOf('.') < 0;
            draft.put("tls.version", bare ? number.charAt(0) + "." + number.charAt(1) : number);
        }
    }

    private static void fingerprint(@Nullable String fingerprint, Draft draft) {
        if (fingerprint != null && fingerprint.length() == 64) {
            draft.put("file.hash.sha256", Texts.lower(fingerprint));
        } else if (fingerprint != null && fingerprint.length() == 40) {
            draft.put("file.hash.sha1", Texts.lower(fingerprint));
        }
    }

    /** {@code user/REALM}; the client of a service is {@code host/name/REALM}. */
    private static void principal(@Nullable String client, Draft draft) {
        if (client == null) {
            return;
        }
        int slash = client.lastIndexOf('/');
        draft.put("user.name", slash < 0 ? client : client.substring(0, slash));
        if (slash >= 0 && slash < client.length() - 1) {
            draft.put("user.domain", client.substring(slash + 1));
        }
    }

    private static void smbFile(ObjectNode sent, Draft draft) {
        String action = Json.text(sent, "action");
        if (action != null) {
            draft.put("event.action", action);
            draft.putAll("event.type", typeOf(action));
        }
        String share = Json.text(sent, "path");
        String name = Json.text(sent, "name");
        if (name != null) {
            FilePaths.put("file", share == null ? name : share + "\\" + name, draft);
        }
    }

    private static String typeOf(String action) {
        return switch (action.substring(action.lastIndexOf(':') + 1)) {
            case "FILE_DELETE" -> "deletion";
            case "FILE_WRITE", "FILE_RENAME", "FILE_SET_ATTRIBUTE" -> "change";
            default -> "access";
        };
    }

    private static void lastMessage(JsonNode types, Draft draft) {
        JsonNode last = types.path(types.size() - 1);
        if (last.isTextual()) {
            draft.put("event.action", last.textValue());
        }
    }

    private static void indicator(ObjectNode sent, Draft draft) {
        String value = VendorShape.textOr(sent, "seen.indicator", "");
        switch (VendorShape.textOr(sent, "seen.indicator_type", "")) {
            case "Intel::ADDR" -> {
                draft.put(
                        "threat.indicator.type",
                        value.indexOf(':') < 0 ? "ipv4-addr" : "ipv6-addr");
                draft.putIp("threat.indicator.ip", value);
            }
            case "Intel::DOMAIN" -> {
                draft.put("threat.indicator.type", "domain-name");
                draft.put("threat.indicator.url.domain", value);
            }
            case "Intel::URL" -> {
                draft.put("threat.indicator.type", "url");
                draft.put("threat.indicator.url.original", value);
            }
            case "Intel::EMAIL" -> draft.put("threat.indicator.type", "email-addr");
            case "Intel::FILE_HASH", "Intel::FILE_NAME" ->
                    draft.put("threat.indicator.type", "file");
            case "Intel::USER_NAME" -> draft.put("threat.indicator.type", "user-account");
            case "Intel::SOFTWARE" -> draft.put("threat.indicator.type", "software");
            case "Intel::CERT_HASH" -> draft.put("threat.indicator.type", "x509-certificate");
            default -> {
                // A type of the site's own has no name in ECS.
            }
        }
    }

    private static void level(@Nullable String level, Draft draft) {
        if (level != null) {
            draft.put("log.level", Texts.lower(level.substring(level.lastIndexOf(':') + 1)));
        }
    }
}
