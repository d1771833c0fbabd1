package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;

/** The details that have a place in ECS, by their folded names. */
final class MozDefDetails {
    private MozDefDetails() {}

    static void toEcs(String name, JsonNode value, Draft draft) {
        if (value.isContainerNode() || value.isNull()) {
            return;
        }
        String text = value.asText().strip();
        if (text.isEmpty()) {
            return;
        }
        switch (name) {
            case "sourceipaddress", "sourceipv4address", "sourceipv6address", "srcip" ->
                    draft.putEndpoint("source", text);
            case "destinationipaddress",
                    "destinationipv4address",
                    "destinationipv6address",
                    "dstip" ->
                    draft.putEndpoint("destination", text);
            case "sourceport", "srcport" -> draft.putNumber("source.port", value);
            case "destinationport", "dstport" -> draft.putNumber("destination.port", value);
            case "protocol" -> draft.put("network.transport", Texts.lower(text));
            case "hostname" -> draft.put("host.name", text);
            case "username", "user" -> draft.put("user.name", text);
            case "useragent", "user_agent" -> draft.put("user_agent.original", text);
            case "sourceuri", "destinationuri", "url" -> url(draft, text);
            case "program", "processname" -> draft.put("process.name", text);
            case "processid" -> draft.putNumber("process.pid", value);
            case "command" -> draft.put("process.command_line", text);
            case "success" -> outcome(draft, text, "success", "failure");
            case "error" -> outcome(draft, text, "failure", "success");
            default -> {
                // Has no place in ECS; it stands under mozdef.details.
            }
        }
    }

    /** The first one there is, whole and in its parts. */
    private static void url(Draft draft, String text) {
        if (!draft.has("url.original")) {
            Fields.url(draft, text);
        }
    }

    private static void outcome(Draft draft, String text, String ifTrue, String ifFalse) {
        String said = Texts.lower(text);
        boolean no = said.equals("false") || said.equals("0") || said.equals("no");
        draft.put("event.outcome", no ? ifFalse : ifTrue);
    }
}
