package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.JsonPath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of Zeek's logs a record comes from: the name that the JSON streaming package writes, that
 * of the file the shipper read, or the fields that only one log has.
 */
final class ZeekName {
    private static final JsonPath ORIGINATOR = JsonPath.of("id.orig_h");
    private static final JsonPath FILE = JsonPath.of("log.file.path");

    /** A field that stands in every record of one log and in no other log. */
    private static final Map<String, String> TELLING =
            Map.ofEntries(
                    Map.entry("conn_state", "conn"),
                    Map.entry("qclass_name", "dns"),
                    Map.entry("rejected", "dns"),
                    Map.entry("established", "ssl"),
                    Map.entry("auth_attempts", "ssh"),
                    Map.entry("request_body_len", "http"),
                    Map.entry("note", "notice"),
                    Map.entry("request_type", "kerberos"),
                    Map.entry("domainname", "ntlm"),
                    Map.entry("security_protocol", "rdp"),
                    Map.entry("helo", "smtp"),
                    Map.entry("tunnel_type", "tunnel"),
                    Map.entry("named_pipe", "dce_rpc"),
                    Map.entry("share_type", "smb_mapping"),
                    Map.entry("request_path", "sip"),
                    Map.entry("reply_code", "ftp"));

    private ZeekName() {}

    /** The name, or null when this is no record of Zeek's. */
    static @Nullable String of(ObjectNode sent) {
        JsonNode path = sent.get("_path");
        JsonNode time = sent.get("ts");
        if (time == null && (path == null || sent.get("_write_ts") == null)) {
            return null;
        }
        if (path != null && path.isTextual() && isName(path.textValue())) {
            return path.textValue();
        }
        boolean connection = sent.get("uid") != null && ORIGINATOR.at(sent) != null;
        return connection ? ofConnection(sent) : null;
    }

    private static @Nullable String ofConnection(ObjectNode sent) {
        JsonNode file = FILE.at(sent);
        if (file != null && file.isTextual()) {
            String base = Texts.baseName(file.textValue());
            int dot = base.indexOf('.');
            return isName(dot < 0 ? base : base.substring(0, dot))
                    ? base.substring(0, dot < 0 ? base.length() : dot)
                    : null;
        }
        for (var field : sent.properties()) {
            String log = TELLING.get(field.getKey());
            if (log != null) {
                return log;
            }
        }
        return "unknown";
    }

    /** Names of logs are names of script variables: they become names of fields here. */
    private static boolean isName(String text) {
        boolean valid = !text.isEmpty() && text.length() <= 64;
        for (int i = 0; valid && i < text.length(); i++) {
            char c = text.charAt(i);
            valid = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        }
        return valid;
    }
}
