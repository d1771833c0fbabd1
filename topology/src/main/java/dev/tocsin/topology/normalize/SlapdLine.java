package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A line of OpenLDAP's server: {@code conn=1001 op=0 BIND dn="uid=alice,dc=example" method=128}.
 * What an operation asks for and how it ended are lines of their own with the same connection.
 */
final class SlapdLine {
    private static final String INVALID_CREDENTIALS = "49";
    private static final String BIND_RESULT = "97";

    private SlapdLine() {}

    static void read(String line, Draft draft) {
        Scan scan = new Scan(line.strip());
        if (!scan.skip("conn=")) {
            return;
        }
        draft.step("slapd");
        Fields.dataset(draft, "openldap", "log");
        Fields.put(draft, "openldap.connection", scan.word());
        if (scan.skip("op=")) {
            Fields.put(draft, "openldap.operation", scan.word());
        } else if (scan.skip("fd=")) {
            scan.word();
        }
        String verb = scan.word();
        verb = verb.equals("SEARCH") ? scan.word() : verb;
        switch (verb) {
            case "ACCEPT" -> accepted(scan, draft);
            case "closed" -> Fields.describe(draft, "network", "end", "ldap-closed", "unknown");
            case "RESULT" -> result(scan, draft);
            case "BIND", "SRCH", "ADD", "MOD", "DEL", "MODRDN", "PASSMOD", "CMP" ->
                    operation(verb, scan, draft);
            case "UNBIND" -> Fields.describe(draft, "session", "end", "ldap-unbind", null);
            default -> {
                // A line of another kind keeps its connection and its text.
            }
        }
    }

    private static void accepted(Scan scan, Draft draft) {
        Fields.describe(draft, "network", "start", "ldap-accepted", "success");
        if (scan.skip("from IP=")) {
            Fields.addressAndPort(draft, "source", scan.word());
            if (scan.skip("(IP=")) {
                String here = scan.word();
                here = here.endsWith(")") ? here.substring(0, here.length() - 1) : here;
                boolean any = here.startsWith("0.0.0.0:") || here.startsWith("[::]:");
                Fields.addressAndPort(
                        draft,
                        "destination",
                        any ? "-" + here.substring(here.lastIndexOf(':')) : here);
            }
        }
    }

    private static void operation(String verb, Scan scan, Draft draft) {
        boolean bind = verb.equals("BIND");
        boolean change = !bind && !verb.equals("SRCH") && !verb.equals("CMP");
        draft.put("event.action", "ldap-" + Texts.lower(verb));
        draft.putAll("event.category", bind ? "authentication" : change ? "iam" : "database");
        draft.putAll("event.type", bind ? "start" : change ? "change" : "access");
        boolean named = scan.skip("dn=") || scan.skip("base=");
        String name = named ? scan.quoted() : null;
        draft.put("openldap.dn", name);
        if (bind) {
            draft.put("user.name", user(name));
        }
        int filter = verb.equals("SRCH") ? scan.at() : -1;
        String before = filter < 0 ? null : scan.until(" filter=");
        draft.put("openldap.filter", before == null ? null : scan.quoted());
    }

    /** The value of the first part of a name: {@code alice} of {@code uid=alice,dc=example}. */
    static @Nullable String user(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        int equals = name.indexOf('=');
        int comma = name.indexOf(',', equals);
        return equals < 0 ? name : name.substring(equals + 1, comma < 0 ? name.length() : comma);
    }

    private static void result(Scan scan, Draft draft) {
        String tag = scan.skip("tag=") ? scan.word() : "";
        String error = scan.skip("err=") ? scan.word() : "";
        boolean bind = tag.equals(BIND_RESULT);
        draft.put("event.action", bind ? "ldap-bind-result" : "ldap-result");
        draft.putAll("event.category", bind ? "authentication" : "database");
        draft.putAll("event.type", error.equals(INVALID_CREDENTIALS) ? "denied" : "info");
        boolean said = draft.putNumber("openldap.error", TextNode.valueOf(error));
        draft.put("event.outcome", !said ? "unknown" : error.equals("0") ? "success" : "failure");
    }
}
