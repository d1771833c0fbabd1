package dev.tocsin.topology.normalize;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the verb in the name of an operation says of its {@code event.type}. */
final class Verbs {
    private static final List<String> DELETIONS =
            List.of("delete", "remove", "terminate", "destroy", "purge", "deregister", "revoke");
    private static final List<String> CREATIONS =
            List.of("create", "add", "insert", "run", "register", "import", "generate", "issue");
    private static final List<String> READS =
            List.of(
                    "get",
                    "list",
                    "describe",
                    "read",
                    "lookup",
                    "head",
                    "watch",
                    "search",
                    "download",
                    "view",
                    "batchget",
                    "query",
                    "select",
                    "clone",
                    "fetch");
    private static final List<String> CHANGES =
            List.of(
                    "update",
                    "put",
                    "set",
                    "modify",
                    "patch",
                    "write",
                    "attach",
                    "detach",
                    "change",
                    "enable",
                    "disable",
                    "start",
                    "stop",
                    "assign",
                    "edit",
                    "replace",
                    "reset",
                    "grant",
                    "associate",
                    "disassociate",
                    "rename",
                    "activate",
                    "deactivate",
                    "suspend",
                    "unsuspend",
                    "restore",
                    "authorize",
                    "push");

    /** Who comes into a group or goes makes and deletes nothing. */
    private static final Pattern MEMBERS =
            Pattern.compile("member|(to|from) ?(the ?)?(group|role|team)");

    private Verbs() {}

    /** The type that the first word says; null when it is no verb that we know. */
    static @Nullable String type(String operation) {
        String name = Texts.lower(operation);
        if (MEMBERS.matcher(name).find() && !begins(name, READS)) {
            return "change";
        }
        return begins(name, DELETIONS)
                ? "deletion"
                : begins(name, CREATIONS)
                        ? "creation"
                        : begins(name, READS) ? "access" : begins(name, CHANGES) ? "change" : null;
    }

    /** {@link #type}, or {@code info}. */
    static String typeOrInfo(String operation) {
        String type = type(operation);
        return type == null ? "info" : type;
    }

    private static boolean begins(String name, List<String> verbs) {
        for (String verb : verbs) {
            if (name.startsWith(verb)) {
                return true;
            }
        }
        return false;
    }
}
