package dev.tocsin.topology;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/** Events as senders send them. They happen when they arrive, unless they say otherwise. */
final class Sent {
    static final String ATTACKER = "198.51.100.7";

    private Sent() {}

    /** A failed password of sshd from {@link #ATTACKER}. */
    static ObjectNode failedLogin(String user) {
        return failedLogin(user, ATTACKER);
    }

    static ObjectNode failedLogin(String user, String address) {
        return sshd("Failed password for %s from %s port 40022 ssh2".formatted(user, address));
    }

    static ObjectNode acceptedLogin(String user, String address) {
        return sshd("Accepted password for %s from %s port 40022 ssh2".formatted(user, address));
    }

    static ObjectNode sshd(String line) {
        return Json.object().put("message", line).put("host", "web1").put("program", "sshd");
    }

    /** A command that a user ran through sudo. */
    static ObjectNode sudo(String user, String command) {
        return Json.object()
                .put(
                        "message",
                        "%s : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=%s".formatted(user, command))
                .put("host", "web1")
                .put("program", "sudo");
    }
}
