package dev.tocsin.topology.normalize;

import org.jspecify.annotations.Nullable;

/**
 * Reads the id of an Azure resource: {@code
 * /subscriptions/<id>/resourceGroups/<group>/providers/<provider>/<type>/<name>…}, in any case.
 */
final class AzureResource {
    private AzureResource() {}

    static void put(@Nullable String id, Draft draft) {
        if (id == null || !id.startsWith("/")) {
            return;
        }
        String[] parts = id.split("/", 12);
        for (int i = 1; i + 1 < parts.length; i += 2) {
            switch (Texts.lower(parts[i])) {
                case "subscriptions" -> draft.put("cloud.account.id", Texts.lower(parts[i + 1]));
                case "resourcegroups" -> draft.put("azure.resource.group", parts[i + 1]);
                case "providers" -> provider(parts, i + 1, draft);
                default -> {
                    // Names of types, which come in pairs with the names of resources.
                }
            }
        }
    }

    private static void provider(String[] parts, int at, Draft draft) {
        draft.put("azure.resource.provider", parts[at]);
        if (at + 2 < parts.length) {
            draft.put("azure.resource.type", parts[at + 1]);
            draft.put("azure.resource.name", parts[at + 2]);
        }
    }
}
