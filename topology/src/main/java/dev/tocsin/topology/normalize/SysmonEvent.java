package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/** What the events of Sysmon mean. */
final class SysmonEvent {
    private SysmonEvent() {}

    static void describe(WindowsData data, int id) {
        String hashed = "process";
        switch (id) {
            case 1 -> processStart(data);
            case 2 -> data.categorize("file", "change");
            case 3 -> connection(data);
            case 5 -> data.categorize("process", "end");
            case 6 -> {
                data.categorize("driver", "start");
                data.file("ImageLoaded");
                hashed = "file";
            }
            case 7 -> {
                library(data);
                hashed = "dll";
            }
            case 8, 10 -> ofAnotherProcess(data, id == 8 ? "change" : "access");
            case 9 -> data.categorize("process", "access");
            case 11 -> data.categorize("file", "creation");
            case 12, 13, 14 -> registry(data, id);
            case 15 -> {
                data.categorize("file", "creation");
                hashed = "file";
            }
            case 17, 18 -> pipe(data, id == 17 ? "creation" : "access");
            case 19, 20, 21 -> data.categorize("configuration", type(data.text("Operation")));
            case 22 -> query(data);
            case 23, 26 -> {
                data.categorize("file", "deletion");
                hashed = "file";
            }
            case 25 -> data.categorize("process", "change");
            case 27, 28 -> {
                data.categorize("file", "denied");
                hashed = "file";
            }
            case 29 -> {
                data.categorize("file", "creation");
                hashed = "file";
            }
            default -> {
                // States of Sysmon itself, and types that are newer than this.
            }
        }
        common(data, hashed);
    }

    private static void common(WindowsData data, String hashed) {
        if (data.text("Image") != null) {
            data.process("process", "Image", "ProcessId");
        }
        data.text("process.entity_id", "ProcessGuid");
        data.file("TargetFilename");
        data.draft().putAccount("user", data.text("User"));
        Hashes.put(data.draft(), hashed, data.text("Hashes"));
    }

    private static void processStart(WindowsData data) {
        data.categorize("process", "start");
        data.text("process.command_line", "CommandLine");
        data.text("process.working_directory", "CurrentDirectory");
        data.process("process.parent", "ParentImage", "ParentProcessId");
        data.text("process.parent.command_line", "ParentCommandLine");
        data.text("process.parent.entity_id", "ParentProcessGuid");
        data.text("process.pe.original_file_name", "OriginalFileName");
        data.text("process.pe.company", "Company");
        data.text("process.pe.description", "Description");
        data.text("process.pe.product", "Product");
        data.text("process.pe.file_version", "FileVersion");
    }

    private static void connection(WindowsData data) {
        data.categorize("network", "connection", "start");
        data.endpoint("source", "SourceIp", "SourcePort");
        data.text("source.domain", "SourceHostname");
        data.endpoint("destination", "DestinationIp", "DestinationPort");
        data.text("destination.domain", "DestinationHostname");
        data.text("network.transport", "Protocol");
        data.draft()
                .put("network.direction", data.says("Initiated", "true") ? "egress" : "ingress");
    }

    private static void library(WindowsData data) {
        data.categorize("library", "start");
        String path = data.text("ImageLoaded");
        if (path != null) {
            data.draft().put("dll.path", path);
            data.draft().put("dll.name", Texts.baseName(path));
        }
        data.text("dll.code_signature.subject_name", "Signature");
        data.text("dll.code_signature.status", "SignatureStatus");
        data.text("dll.pe.original_file_name", "OriginalFileName");
    }

    /** The process that acts on another one is the event's; the other one has no field in ECS. */
    private static void ofAnotherProcess(WindowsData data, String type) {
        data.categorize("process", type);
        data.process("process", "SourceImage", "SourceProcessId");
        data.text("process.entity_id", "SourceProcessGUID");
        data.text("process.entity_id", "SourceProcessGuid");
        data.draft().putAccount("user", data.text("SourceUser"));
    }

    private static void registry(WindowsData data, int id) {
        boolean deletion =
                data.says("EventType", "DeleteKey") || data.says("EventType", "DeleteValue");
        boolean creation = data.says("EventType", "CreateKey");
        data.categorize("registry", deletion ? "deletion" : creation ? "creation" : "change");
        RegistryPath.put(data.text("TargetObject"), id == 13, data.draft());
        String details = data.text("Details");
        if (id == 13 && details != null) {
            data.draft().putAll("registry.data.strings", details);
        }
    }

    private static void pipe(WindowsData data, String type) {
        data.categorize("file", type);
        data.text("file.name", "PipeName");
    }

    private static String type(@Nullable String operation) {
        return "Deleted".equals(operation)
                ? "deletion"
                : "Modified".equals(operation) ? "change" : "creation";
    }

    private static void query(WindowsData data) {
        data.categorize("network", "info");
        data.text("dns.question.name", "QueryName");
        String results = data.text("QueryResults");
        if (results == null) {
            return;
        }
        ArrayNode addresses = Json.MAPPER.createArrayNode();
        for (String result : results.split(";", -1)) {
            String ip = Ip.canonical(result.strip());
            if (ip != null) {
                addresses.add(ip);
            }
        }
        if (!addresses.isEmpty()) {
            data.draft().put("dns.resolved_ip", addresses);
        }
    }
}
