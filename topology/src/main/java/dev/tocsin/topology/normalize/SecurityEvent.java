package dev.tocsin.topology.normalize;

import org.jspecify.annotations.Nullable;

/** What the events of the Windows security log mean. */
final class SecurityEvent {
    private static final String NO_ERROR = "0x0";
    private static final String INBOUND = "%%14592";

    private SecurityEvent() {}

    static void describe(WindowsData data, int id) {
        switch (id) {
            case 4688 -> processStart(data);
            case 4689 -> {
                data.categorize("process", "end");
                data.process("process", "ProcessName", "ProcessId");
            }
            case 4624, 4625 -> logon(data, id == 4624);
            case 4634, 4647 -> {
                data.categorize("authentication", "end");
                data.action("logged-out");
                data.account("user", "Target");
            }
            case 4648 -> {
                data.categorize("authentication", "start");
                data.action("logged-in-explicit");
                data.account("user.effective", "Target");
                data.endpoint("source", "IpAddress", "IpPort");
                data.process("process", "ProcessName", "ProcessId");
            }
            case 4672 -> {
                data.categorize("iam", "admin");
                data.action("logged-in-special");
            }
            case 4768, 4769, 4770, 4771, 4776 -> ticket(data, id);
            case 4656, 4660, 4663 -> object(data, id == 4660 ? "deletion" : "access");
            case 4657 -> {
                data.categorize("registry", "change");
                RegistryPath.put(data.text("ObjectName"), false, data.draft());
                data.text("registry.value", "ObjectValueName");
                data.process("process", "ProcessName", "ProcessId");
            }
            case 4697 -> service(data);
            case 4698, 4699, 4700, 4701, 4702 -> task(data, id);
            case 4719, 1100, 4739 -> data.categorize("configuration", "change");
            case 1102 -> logCleared(data);
            case 5140, 5145 -> share(data);
            case 5156, 5157 -> connection(data, id == 5156);
            default -> AccountEvent.describe(data, id);
        }
        data.account("user", "Subject");
    }

    private static void processStart(WindowsData data) {
        data.categorize("process", "start");
        data.process("process", "NewProcessName", "NewProcessId");
        data.text("process.command_line", "CommandLine");
        data.process("process.parent", "ParentProcessName", "ProcessId");
        if (data.text("TargetUserName") != null) {
            data.account("user.effective", "Target");
        }
    }

    private static void logon(WindowsData data, boolean success) {
        data.categorize("authentication", "start");
        data.action(success ? "logged-in" : "logon-failed");
        data.outcome(success);
        data.account("user", "Target");
        data.endpoint("source", "IpAddress", "IpPort");
        data.text("source.domain", "WorkstationName");
        data.text("winlog.logon.type", "LogonType");
        data.text("winlog.logon.id", "TargetLogonId");
        if (!success) {
            data.text("error.code", "SubStatus");
        }
    }

    private static void ticket(WindowsData data, int id) {
        data.categorize("authentication", "start");
        data.action(
                switch (id) {
                    case 4768 -> "kerberos-authentication-ticket-requested";
                    case 4769 -> "kerberos-service-ticket-requested";
                    case 4770 -> "kerberos-service-ticket-renewed";
                    case 4771 -> "kerberos-preauth-failed";
                    default -> "credential-validated";
                });
        String status = data.text("Status");
        data.outcome(id == 4770 || (id != 4771 && (status == null || status.equals(NO_ERROR))));
        data.account("user", "Target");
        data.text("service.name", "ServiceName");
        data.text("source.domain", "Workstation");
        data.endpoint("source", "IpAddress", "IpPort");
    }

    private static void object(WindowsData data, String type) {
        boolean key = data.says("ObjectType", "Key");
        data.categorize(key ? "registry" : "file", type);
        if (key) {
            RegistryPath.put(data.text("ObjectName"), false, data.draft());
        } else if (data.says("ObjectType", "File")) {
            data.file("ObjectName");
        }
        data.process("process", "ProcessName", "ProcessId");
    }

    static void service(WindowsData data) {
        data.categorize("configuration", "creation");
        data.action("service-installed");
        data.text("service.name", "ServiceName");
    }

    static void logCleared(WindowsData data) {
        data.categorize("configuration", "deletion");
        data.action("log-cleared");
    }

    private static void task(WindowsData data, int id) {
        data.categorize(
                "configuration", id == 4698 ? "creation" : id == 4699 ? "deletion" : "change");
        data.action(
                switch (id) {
                    case 4698 -> "scheduled-task-created";
                    case 4699 -> "scheduled-task-deleted";
                    case 4700 -> "scheduled-task-enabled";
                    case 4701 -> "scheduled-task-disabled";
                    default -> "scheduled-task-updated";
                });
    }

    private static void share(WindowsData data) {
        data.draft().putAll("event.category", "network", "file");
        data.draft().putAll("event.type", "access");
        data.action("network-share-accessed");
        data.endpoint("source", "IpAddress", "IpPort");
        String share = data.text("ShareName");
        String target = data.text("RelativeTargetName");
        if (share != null && target != null) {
            FilePaths.put("file", share.replace("\\\\*", "") + "\\" + target, data.draft());
        }
    }

    private static void connection(WindowsData data, boolean allowed) {
        data.categorize("network", "connection", allowed ? "allowed" : "denied");
        data.outcome(allowed);
        data.endpoint("source", "SourceAddress", "SourcePort");
        data.endpoint("destination", "DestAddress", "DestPort");
        data.process("process", "Application", "ProcessID");
        data.draft().put("network.direction", direction(data.text("Direction")));
        data.text("network.iana_number", "Protocol");
        Long protocol = Numbers.whole(data.fields().path("Protocol"));
        if (protocol != null) {
            data.draft().put("network.transport", Transports.name(protocol));
        }
    }

    private static @Nullable String direction(@Nullable String code) {
        return code == null ? null : code.equals(INBOUND) ? "ingress" : "egress";
    }
}
