package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/** Sigma's log source of an ECS document whose sender named none. */
final class EcsLogSource {
    private EcsLogSource() {}

    static void derive(Draft draft) {
        if (draft.has(LogSource.FIELD)) {
            return;
        }
        String dataset = lower(draft.text("event.dataset"));
        String module = lower(draft.text("event.module"));
        if (isWebServer(dataset)) {
            draft.logSource(null, "webserver", dataset.substring(0, dataset.indexOf('.')));
        } else if (isFirewall(draft, dataset, module)) {
            draft.logSource(null, "firewall", null);
        } else if (saysProcessStart(draft)) {
            draft.logSource(product(draft), "process_creation", null);
        } else if (says(draft, "event.category", "web")) {
            draft.logSource(null, "webserver", null);
        } else if (says(draft, "event.category", "network") && draft.has("dns.question.name")) {
            draft.logSource(null, "dns", null);
        } else {
            fromModule(draft, dataset, module);
        }
    }

    private static void fromModule(Draft draft, String dataset, String module) {
        String product = product(draft);
        if (dataset.equals("system.auth")) {
            draft.logSource(product == null ? "linux" : product, null, "auth");
        } else if (!module.isEmpty() || product != null) {
            draft.logSource(product == null ? module : product, null, null);
        }
    }

    private static boolean isWebServer(String dataset) {
        return dataset.endsWith(".access")
                && (dataset.startsWith("nginx.")
                        || dataset.startsWith("apache.")
                        || dataset.startsWith("iis."));
    }

    private static boolean isFirewall(Draft draft, String dataset, String module) {
        return says(draft, "event.category", "network")
                && ("firewall".equals(draft.text("observer.type"))
                        || dataset.contains("firewall")
                        || module.contains("firewall")
                        || dataset.contains("iptables")
                        || dataset.contains("pfsense")
                        || dataset.contains("netfilter"));
    }

    private static boolean saysProcessStart(Draft draft) {
        return says(draft, "event.category", "process") && says(draft, "event.type", "start");
    }

    private static @Nullable String product(Draft draft) {
        String type = draft.text("host.os.type");
        String family = type == null ? draft.text("host.os.family") : type;
        return family == null ? null : Texts.lower(family);
    }

    private static boolean says(Draft draft, String path, String value) {
        JsonNode found = Json.at(draft.event(), path);
        if (found == null) {
            return false;
        }
        for (JsonNode item : found) {
            if (value.equals(item.asText())) {
                return true;
            }
        }
        return found.isTextual() && value.equals(found.asText());
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : Texts.lower(text);
    }
}
