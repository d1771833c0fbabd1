package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * A line of Squid in its native form: {@code 1767268680.123 45 192.0.2.1 TCP_MISS/200 1024 GET
 * http://example.test/ alice HIER_DIRECT/203.0.113.5 text/html}. What stands before the address of
 * the web is taken from the beginning, what stands behind it from the end.
 */
final class SquidLine {
    private static final int TRAILING = 3;

    private SquidLine() {}

    static boolean recognizes(String line) {
        Scan scan = new Scan(line);
        boolean time = scan.digits(10).length() >= 9 && scan.skip('.');
        boolean millis = scan.digits(3).length() == 3 && scan.skip(' ');
        if (!time || !millis) {
            return false;
        }
        scan.spaces();
        boolean elapsed = !scan.digits(10).isEmpty() && scan.skip(' ');
        return elapsed && !scan.word().isEmpty() && scan.word().indexOf('/') > 0;
    }

    static void read(String line, Draft draft) {
        Scan scan = new Scan(line);
        String time = scan.spacedWord();
        String elapsed = scan.spacedWord();
        String client = scan.spacedWord();
        String result = scan.spacedWord();
        String bytes = scan.spacedWord();
        String method = scan.spacedWord();
        draft.step("squid");
        draft.time(TextNode.valueOf(time));
        Fields.put(draft, "source.ip", client);
        draft.putNumber("squid.elapsed_ms", TextNode.valueOf(elapsed));
        Fields.put(draft, "http.response.bytes", bytes);
        Fields.put(draft, "http.request.method", method);
        int slash = result.indexOf('/');
        String status = result.substring(slash + 1);
        Fields.put(draft, "http.response.status_code", status);
        trailing(List.of(scan.rest().strip().split(" +", -1)), result.substring(0, slash), draft);
        boolean denied = result.contains("DENIED");
        Fields.describe(
                draft,
                "web",
                denied ? "denied" : "access",
                null,
                denied ? "failure" : Outcome.ofHttp(status));
    }

    private static void trailing(List<String> words, String result, Draft draft) {
        int user = words.size() - TRAILING;
        if (user < 1) {
            return;
        }
        String address = String.join(" ", words.subList(0, user));
        if (Texts.lower(String.valueOf(draft.text("http.request.method"))).equals("connect")) {
            draft.put("url.original", address);
            Fields.authority(draft, address);
        } else {
            Fields.url(draft, address);
        }
        Fields.put(draft, "user.name", words.get(user));
        String peer = words.get(user + 1);
        int slash = peer.indexOf('/');
        Fields.put(draft, "destination.ip", slash < 0 ? "" : peer.substring(slash + 1));
        Fields.put(draft, "http.response.mime_type", words.get(user + 2));
        describe(result, slash < 0 ? peer : peer.substring(0, slash), draft);
    }

    static void describe(String result, String hierarchy, Draft draft) {
        draft.logSource("squid", "proxy", null);
        Fields.dataset(draft, "squid", "access");
        Fields.observer(draft, "Squid", "squid", "proxy");
        draft.put("squid.result", result);
        Fields.put(draft, "squid.hierarchy", hierarchy);
    }
}
