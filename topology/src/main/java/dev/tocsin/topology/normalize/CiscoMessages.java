package dev.tocsin.topology.normalize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the messages of Cisco's firewalls (by number) and routers (by mnemonic) say: who speaks to
 * whom, who logs in, who changes what. A message that is not here keeps its text, its number and
 * its log source.
 */
final class CiscoMessages {

    /**
     * A message.
     *
     * @param kind its category, types, action and outcome
     * @param form where its values stand
     */
    private record Message(Kind kind, Template form) {}

    /** What a message is about. */
    private enum Kind {
        DENIED("network", "denied", "connection-denied", "failure"),
        ALLOWED("network", "allowed", "connection-allowed", "success"),
        STARTED("network", "start", "connection-started", "success"),
        FINISHED("network", "end", "connection-finished", "unknown"),
        TRANSLATED("network", "info", "address-translated", "unknown"),
        REQUESTED("web", "access", "url-accessed", "unknown"),
        LOGGED_IN("authentication", "start", "logged-in", "success"),
        LOGIN_FAILED("authentication", "start", "logon-failed", "failure"),
        LOGGED_OUT("authentication", "end", "logged-out", "unknown"),
        CONFIGURED("configuration", "change", "configuration-changed", "success"),
        COMMANDED("process", "start", "command-executed", "success"),
        ATTACKED("intrusion_detection", "info", "intrusion-detected", "unknown");

        private final String category;
        private final String type;
        private final String action;
        private final String outcome;

        Kind(String category, String type, String action, String outcome) {
            this.category = category;
            this.type = type;
            this.action = action;
            this.outcome = outcome;
        }

        void put(Draft draft) {
            draft.putAll("event.category", category);
            draft.putAll("event.type", type);
            draft.put("event.action", action);
            draft.put("event.outcome", outcome);
        }
    }

    /** Of each message the number, what it is about, and its form; the first that fits is it. */
    private static final Map<String, List<Message>> FIREWALL =
            table(
                    """
                    106001 DENIED Inbound {network.transport} connection denied from {source.ip}/{source.port} to {destination.ip}/{destination.port} flags {x} on interface {observer.ingress.interface.name}
                    106002 DENIED {network.transport} Connection denied by outbound list {rule.name} src {source.ip} dest {destination.ip}
                    106006 DENIED Deny inbound {network.transport} from {source.ip}/{source.port} to {destination.ip}/{destination.port} on interface {observer.ingress.interface.name}
                    106007 DENIED Deny inbound {network.transport} from {source.ip}/{source.port} to {destination.ip}/{destination.port} due to {event.reason}
                    106010 DENIED Deny inbound {network.transport} src {observer.ingress.interface.name}:{source.ip}/{source.port} dst {observer.egress.interface.name}:{destination.ip}/{destination.port}
                    106014 DENIED Deny inbound {network.transport} src {observer.ingress.interface.name}:{source.ip} dst {observer.egress.interface.name}:{destination.ip} (
                    106015 DENIED Deny {network.transport} (no connection) from {source.ip}/{source.port} to {destination.ip}/{destination.port} flags {x} on interface {observer.ingress.interface.name}
                    106021 DENIED Deny {network.transport} reverse path check from {source.ip} to {destination.ip} on interface {observer.ingress.interface.name}
                    106023 DENIED Deny {network.transport} src {observer.ingress.interface.name}:{source.ip} dst {observer.egress.interface.name}:{destination.ip} (type {x} by access-group "{rule.name}"
                    106023 DENIED Deny {network.transport} src {observer.ingress.interface.name}:{source.ip}/{source.port} dst {observer.egress.interface.name}:{destination.ip}/{destination.port} by access-group "{rule.name}"
                    106023 DENIED Deny protocol {network.iana_number} src {observer.ingress.interface.name}:{source.ip} dst {observer.egress.interface.name}:{destination.ip} by access-group "{rule.name}"
                    106100 DENIED access-list {rule.name} denied {network.transport} {observer.ingress.interface.name}/{source.ip}({source.port}) {x}-> {observer.egress.interface.name}/{destination.ip}({destination.port})
                    106100 ALLOWED access-list {rule.name} permitted {network.transport} {observer.ingress.interface.name}/{source.ip}({source.port}) {x}-> {observer.egress.interface.name}/{destination.ip}({destination.port})
                    106100 ALLOWED access-list {rule.name} est-allowed {network.transport} {observer.ingress.interface.name}/{source.ip}({source.port}) {x}-> {observer.egress.interface.name}/{destination.ip}({destination.port})
                    302013 STARTED Built inbound {network.transport} connection {cisco.asa.connection_id} for {observer.ingress.interface.name}:{source.ip}/{source.port}({x}) to {observer.egress.interface.name}:{destination.ip}/{destination.port}(
                    302013 STARTED Built outbound {network.transport} connection {cisco.asa.connection_id} for {observer.egress.interface.name}:{destination.ip}/{destination.port}({x}) to {observer.ingress.interface.name}:{source.ip}/{source.port}(
                    302015 = 302013
                    302014 FINISHED Teardown {network.transport} connection {cisco.asa.connection_id} for {observer.ingress.interface.name}:{source.ip}/{source.port} to {observer.egress.interface.name}:{destination.ip}/{destination.port} duration {cisco.asa.duration} bytes {network.bytes}
                    302016 = 302014
                    302020 STARTED Built inbound {network.transport} connection for faddr {source.ip}/{x} gaddr {x}/{x} laddr {destination.ip}/
                    302020 STARTED Built outbound {network.transport} connection for faddr {destination.ip}/{x} gaddr {x}/{x} laddr {source.ip}/
                    302021 FINISHED Teardown {network.transport} connection for faddr {source.ip}/{x} gaddr {x}/{x} laddr {destination.ip}/
                    304001 REQUESTED {source.ip} Accessed URL {destination.ip}:{url.original}
                    305011 TRANSLATED Built {x} {network.transport} translation from {observer.ingress.interface.name}:{source.ip}/{source.port} to {observer.egress.interface.name}:{source.nat.ip}/{source.nat.port}
                    305012 TRANSLATED Teardown {x} {network.transport} translation from {observer.ingress.interface.name}:{source.ip}/{source.port} to {observer.egress.interface.name}:{source.nat.ip}/{source.nat.port} duration
                    313001 DENIED Denied {network.transport} type={x}, code={x} from {source.ip} on interface {observer.ingress.interface.name}
                    313005 DENIED No matching connection for ICMP error message: {network.transport} src {observer.ingress.interface.name}:{source.ip} dst {observer.egress.interface.name}:{destination.ip} (
                    710002 ALLOWED {network.transport} access permitted from {source.ip}/{source.port} to {observer.ingress.interface.name}:{destination.ip}/{destination.port}
                    710003 DENIED {network.transport} access denied by ACL from {source.ip}/{source.port} to {observer.ingress.interface.name}:{destination.ip}/{destination.port}
                    710005 DENIED {network.transport} request discarded from {source.ip}/{source.port} to {observer.ingress.interface.name}:{destination.ip}/{destination.port}
                    400010 ATTACKED IDS:{rule.id} {rule.name} from {source.ip} to {destination.ip} on interface {observer.ingress.interface.name}
                    400007 = 400010
                    400023 = 400010
                    400024 = 400010
                    400025 = 400010
                    400026 = 400010
                    400027 = 400010
                    400028 = 400010
                    111008 COMMANDED User '{user.name}' executed the '{process.command_line}' command.
                    111010 COMMANDED User '{user.name}', running '{x}' from IP {source.ip}, executed '{process.command_line}'
                    113004 LOGGED_IN AAA user {x} Successful : server = {x} : user = {user.name}
                    113005 LOGIN_FAILED AAA user authentication Rejected : reason = {event.reason} : server = {x} : user = {user.name*} : user IP = {source.ip}
                    113005 LOGIN_FAILED AAA user authentication Rejected : reason = {event.reason} : server = {x} : user = {user.name}
                    113012 LOGGED_IN AAA user authentication Successful : local database : user = {user.name}
                    113015 LOGIN_FAILED AAA user authentication Rejected : reason = {event.reason} : local database : user = {user.name*} : user IP = {source.ip}
                    113015 LOGIN_FAILED AAA user authentication Rejected : reason = {event.reason} : local database : user = {user.name}
                    113019 LOGGED_OUT Group = {group.name}, Username = {user.name*}, IP = {source.ip}, Session disconnected.
                    113039 LOGGED_IN Group <{group.name}> User <{user.name*}> IP <{source.ip}> AnyConnect parent session started.
                    605004 LOGIN_FAILED Login denied from {source.ip}/{source.port} to {observer.ingress.interface.name}:{destination.ip}/{network.protocol} for user "{user.name*}"
                    605005 LOGGED_IN Login permitted from {source.ip}/{source.port} to {observer.ingress.interface.name}:{destination.ip}/{network.protocol} for user "{user.name*}"
                    611101 LOGGED_IN User authentication succeeded: IP address: {source.ip}, Uname: {user.name}
                    611101 LOGGED_IN User authentication succeeded: Uname: {user.name}
                    611102 LOGIN_FAILED User authentication failed: IP address: {source.ip}, Uname: {user.name}
                    611102 LOGIN_FAILED User authentication failed: Uname: {user.name}
                    611103 LOGGED_OUT User logged out: Uname: {user.name}
                    716001 LOGGED_IN Group <{group.name}> User <{user.name*}> IP <{source.ip}> WebVPN session started.
                    716002 LOGGED_OUT Group <{group.name}> User <{user.name*}> IP <{source.ip}> WebVPN session terminated:
                    716038 LOGGED_IN Group <{group.name}> User <{user.name*}> IP <{source.ip}> Authentication: successful
                    716039 LOGIN_FAILED Group <{group.name}> User <{user.name*}> IP <{source.ip}> Authentication: rejected
                    """);

    private static final Map<String, List<Message>> ROUTER =
            table(
                    """
                    IPACCESSLOGP DENIED list {rule.name} denied {network.transport} {source.ip}({source.port}) {x}-> {destination.ip}({destination.port})
                    IPACCESSLOGP ALLOWED list {rule.name} permitted {network.transport} {source.ip}({source.port}) {x}-> {destination.ip}({destination.port})
                    ACCESSLOGP = IPACCESSLOGP
                    IPACCESSLOGDP DENIED list {rule.name} denied {network.transport} {source.ip} {x}-> {destination.ip} (
                    IPACCESSLOGDP ALLOWED list {rule.name} permitted {network.transport} {source.ip} {x}-> {destination.ip} (
                    ACCESSLOGDP = IPACCESSLOGDP
                    IPACCESSLOGNP DENIED list {rule.name} denied {network.iana_number} {source.ip} -> {destination.ip},
                    IPACCESSLOGNP ALLOWED list {rule.name} permitted {network.iana_number} {source.ip} -> {destination.ip},
                    IPACCESSLOGS DENIED list {rule.name} denied {source.ip} {source.packets} packet
                    IPACCESSLOGS ALLOWED list {rule.name} permitted {source.ip} {source.packets} packet
                    CONFIG_I CONFIGURED Configured from {x} by {user.name} on {process.tty} ({source.ip})
                    CONFIG_I CONFIGURED Configured from {x} by {user.name} on {process.tty}
                    CFGLOG_LOGGEDCMD COMMANDED User:{user.name} {x}logged command:{process.command_line}
                    LOGOUT LOGGED_OUT User {user.name} has exited tty session {process.tty}({source.ip})
                    """);

    private static final String USER = "[user: ";
    private static final String SOURCE = "] [Source: ";

    private CiscoMessages() {}

    static void firewall(String number, String text, Draft draft) {
        fill(FIREWALL.getOrDefault(number, List.of()), text, draft);
    }

    static void router(String mnemonic, String text, Draft draft) {
        switch (mnemonic) {
            case "LOGIN_SUCCESS" -> login(Kind.LOGGED_IN, text, draft);
            case "LOGIN_FAILED" -> login(Kind.LOGIN_FAILED, text, draft);
            default -> fill(ROUTER.getOrDefault(mnemonic, List.of()), text, draft);
        }
    }

    private static void fill(List<Message> messages, String text, Draft draft) {
        for (Message message : messages) {
            if (message.form().fill(text, draft)) {
                message.kind().put(draft);
                return;
            }
        }
    }

    /** The name is the stranger's and may hold brackets, so the address is the last there is. */
    private static void login(Kind kind, String text, Draft draft) {
        kind.put(draft);
        int user = text.indexOf(USER);
        int source = text.lastIndexOf(SOURCE);
        int end = text.indexOf(']', source + SOURCE.length());
        if (user >= 0 && source > user && end > 0) {
            draft.put("user.name", text.substring(user + USER.length(), source));
            draft.putEndpoint("source", text.substring(source + SOURCE.length(), end));
        }
    }

    private static Map<String, List<Message>> table(String rows) {
        Map<String, List<Message>> table = new HashMap<>();
        rows.lines()
                .forEach(
                        row -> {
                            String[] cells = row.split(" ", 3);
                            if (cells[1].equals("=")) {
                                table.put(cells[0], table.getOrDefault(cells[2], List.of()));
                            } else {
                                table.computeIfAbsent(cells[0], _ -> new ArrayList<>())
                                        .add(
                                                new Message(
                                                        Kind.valueOf(cells[1]),
                                                        Template.of(cells[2])));
                            }
                        });
        return Map.copyOf(table);
    }
}
