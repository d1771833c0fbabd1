package dev.tocsin.topology.normalize;

import org.jspecify.annotations.Nullable;

/**
 * An operation of OpenLDAP's server as MozDef's collector sends it, in JSON: category {@code ldap},
 * the answer and who asked in the details.
 */
final class LdapDetails {
    private static final String DETAILS = "mozdef.details.";
    private static final String SUCCESS = "LDAP_SUCCESS";

    private LdapDetails() {}

    static void complete(Draft draft) {
        String category = draft.text("mozdef.category");
        if (category == null || !Texts.lower(category).startsWith("ldap")) {
            return;
        }
        String verb = detail(draft, "response.verb");
        String error = detail(draft, "response.error");
        String client = detail(draft, "client");
        if (verb != null) {
            draft.put("event.action", "ldap-" + Texts.lower(verb));
            draft.putAll(
                    "event.category", verb.equalsIgnoreCase("bind") ? "authentication" : "iam");
        }
        if (error != null) {
            draft.put("event.outcome", error.equals(SUCCESS) ? "success" : "failure");
        }
        if (client != null) {
            Fields.addressAndPort(draft, "source", client);
        }
        draft.put("user.name", SlapdLine.user(detail(draft, "actor")));
    }

    private static @Nullable String detail(Draft draft, String name) {
        return draft.text(DETAILS + name);
    }
}
