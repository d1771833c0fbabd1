package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of AWS VPC flow logs: of the default form (version 2), or of any form (versions 2 to 5)
 * whose names stand in a first line of their own. Own names stand under {@code aws.vpcflow}.
 */
final class VpcFlowLine {
    private static final String DEFAULT =
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";
    private static final List<String> NAMES = List.of(DEFAULT.split(" ", -1));
    private static final int MOST_NAMES = 60;
    private static final Map<String, String> ECS =
            Map.ofEntries(
                    Map.entry("account-id", "cloud.account.id"),
                    Map.entry("instance-id", "cloud.instance.id"),
                    Map.entry("region", "cloud.region"),
                    Map.entry("az-id", "cloud.availability_zone"),
                    Map.entry("srcaddr", "source.ip"),
                    Map.entry("srcport", "source.port"),
                    Map.entry("dstaddr", "destination.ip"),
                    Map.entry("dstport", "destination.port"),
                    Map.entry("bytes", "network.bytes"),
                    Map.entry("packets", "network.packets"));

    private VpcFlowLine() {}

    static boolean recognizes(String line) {
        return header(line) != null || isDefault(line);
    }

    /** Two digits at most, twelve digits, an interface, and the status at the end. */
    private static boolean isDefault(String line) {
        if (line.length() < 30 || !Scan.isDigit(line.charAt(0)) || line.length() > 400) {
            return false;
        }
        Scan scan = new Scan(line);
        boolean begins = !scan.digits(2).isEmpty() && scan.skip(' ');
        boolean account = scan.digits(12).length() == 12 && scan.skip(" eni-");
        return begins && account && line.strip().split(" +", -1).length == NAMES.size();
    }

    /** The names of a first line, if it is one of names. */
    private static @Nullable List<String> header(String line) {
        boolean told = line.startsWith("version ") || line.startsWith("account-id ");
        int end = told ? line.indexOf('\n') : -1;
        List<String> names =
                end < 0
                        ? List.of()
                        : List.of(line.substring(0, end).strip().split(" +", MOST_NAMES));
        return names.contains("srcaddr") || names.contains("action") ? names : null;
    }

    static void read(String line, Draft draft) {
        List<String> header = header(line);
        String record = header == null ? line : line.substring(line.indexOf('\n') + 1);
        int end = record.strip().indexOf('\n');
        if (end >= 0) {
            draft.problem(
                    "Expected one flow record in an event, but found more; the first is read");
            record = record.strip().substring(0, end);
        }
        String[] words = record.strip().split(" +", MOST_NAMES);
        Map<String, String> values = new LinkedHashMap<>();
        ObjectNode own = Json.object();
        List<String> names = header == null ? NAMES : header;
        for (int i = 0; i < Math.min(words.length, names.size()); i++) {
            if (!words[i].equals("-")) {
                values.put(names.get(i), words[i]);
                own.put(names.get(i).replace('-', '_'), words[i]);
            }
        }
        draft.step("vpc-flow");
        draft.put("aws.vpcflow", own);
        toEcs(values, draft);
    }

    private static void toEcs(Map<String, String> values, Draft draft) {
        Fields.dataset(draft, "aws", "vpcflow");
        draft.put("cloud.provider", "aws");
        values.forEach(
                (name, value) -> {
                    String field = ECS.get(name);
                    if (field != null) {
                        Fields.put(draft, field, value);
                    }
                });
        Fields.protocol(draft, values.get("protocol"));
        String end = values.get("end");
        draft.time(end == null ? null : TextNode.valueOf(end));
        String action = Texts.lower(values.getOrDefault("action", ""));
        boolean rejected = action.equals("reject");
        Fields.describe(
                draft,
                "network",
                rejected ? "denied" : action.isEmpty() ? "info" : "allowed",
                action.isEmpty() ? null : action,
                action.isEmpty() ? null : rejected ? "failure" : "success");
    }
}
