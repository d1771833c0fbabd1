package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logs of Azure and Entra that are told apart. */
enum AzureLog {
    SIGN_IN("azure.signinlogs"),
    AUDIT("azure.auditlogs"),
    ACTIVITY("azure.activitylogs"),
    RISK("azure.identity_protection"),

    /** What a resource logs: a vault, a firewall, a cluster. */
    PLATFORM("azure.platformlogs");

    /** What the forms call the time, from the one that is nearest to what happened. */
    static final List<String> TIMES =
            List.of(
                    "time",
                    "TimeGenerated",
                    "createdDateTime",
                    "activityDateTime",
                    "detectedDateTime",
                    "eventTimestamp");

    private final String namespace;

    AzureLog(String namespace) {
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    /** The log that a document is of, or null when it is none of Azure's. */
    static @Nullable AzureLog of(ObjectNode sent) {
        if (sent.get("time") != null) {
            return diagnostic(sent);
        }
        if (sent.get("TimeGenerated") != null) {
            return table(sent);
        }
        if (sent.get("activityDateTime") != null && sent.get("activityDisplayName") != null) {
            return AUDIT;
        }
        if (sent.get("createdDateTime") != null && sent.get("userPrincipalName") != null) {
            return sent.get("appDisplayName") != null ? SIGN_IN : null;
        }
        if (sent.get("riskEventType") != null) {
            return RISK;
        }
        return sent.get("eventTimestamp") != null && sent.get("operationName") != null
                ? ACTIVITY
                : null;
    }

    private static @Nullable AzureLog diagnostic(ObjectNode sent) {
        JsonNode category = sent.get("category");
        boolean record =
                category != null
                        && category.isTextual()
                        && (VendorShape.isObject(sent, "properties")
                                || sent.get("operationName") != null);
        if (!record) {
            return null;
        }
        AzureLog known = category(category.textValue());
        boolean resource = sent.get("resourceId") != null || sent.get("tenantId") != null;
        return known == null && resource ? PLATFORM : known;
    }

    private static @Nullable AzureLog table(ObjectNode sent) {
        if (sent.get("CategoryValue") != null || sent.get("OperationNameValue") != null) {
            return ACTIVITY;
        }
        JsonNode type = sent.get("Type");
        JsonNode category = sent.get("Category");
        AzureLog byType = type == null ? null : table(type.asText());
        return byType != null || category == null ? byType : category(category.asText());
    }

    private static @Nullable AzureLog table(String name) {
        return switch (name) {
            case "SigninLogs",
                    "AADNonInteractiveUserSignInLogs",
                    "AADServicePrincipalSignInLogs",
                    "AADManagedIdentitySignInLogs" ->
                    SIGN_IN;
            case "AuditLogs" -> AUDIT;
            case "AzureActivity" -> ACTIVITY;
            case "AADUserRiskEvents", "AADServicePrincipalRiskEvents" -> RISK;
            default -> null;
        };
    }

    private static @Nullable AzureLog category(String category) {
        return switch (category) {
            case "SignInLogs",
                    "NonInteractiveUserSignInLogs",
                    "ServicePrincipalSignInLogs",
                    "ManagedIdentitySignInLogs",
                    "ADFSSignInLogs" ->
                    SIGN_IN;
            case "AuditLogs" -> AUDIT;
            case "UserRiskEvents", "ServicePrincipalRiskEvents", "RiskyUsers" -> RISK;
            case "Administrative",
                    "Policy",
                    "Security",
                    "Alert",
                    "ServiceHealth",
                    "ResourceHealth",
                    "Autoscale",
                    "Recommendation" ->
                    ACTIVITY;
            default -> null;
        };
    }
}
