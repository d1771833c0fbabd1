package dev.tocsin.topology.normalize;

/** The tables of Azure's logs: the names of records first, then Graph's, then Log Analytics'. */
final class AzureFields {
    private static final String CLAIMS =
            "identity.claims.http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    static final FieldMap COMMON =
            FieldMap.builder()
                    .text("azure.resource.id", "resourceId", "ResourceId", "_ResourceId")
                    .text("organization.id", "tenantId", "homeTenantId", "AADTenantId", "TenantId")
                    .text("cloud.region", "location.name")
                    .lower("log.level", "level", "Level")
                    .build();

    static final FieldMap SIGN_IN =
            FieldMap.builder()
                    .text("event.action", "operationName", "OperationName")
                    .text(
                            "error.code",
                            "resultType",
                            "properties.status.errorCode",
                            "status.errorCode",
                            "ResultType")
                    .text(
                            "error.message",
                            "resultDescription",
                            "properties.status.failureReason",
                            "status.failureReason",
                            "ResultDescription")
                    .text(
                            "user.name",
                            "properties.userPrincipalName",
                            "properties.servicePrincipalName",
                            "userPrincipalName",
                            "UserPrincipalName",
                            "ServicePrincipalName")
                    .text(
                            "user.id",
                            "properties.userId",
                            "properties.servicePrincipalId",
                            "userId",
                            "UserId",
                            "ServicePrincipalId")
                    .text(
                            "user.full_name",
                            "properties.userDisplayName",
                            "userDisplayName",
                            "UserDisplayName")
                    .endpoint(
                            "source",
                            "properties.ipAddress",
                            "callerIpAddress",
                            "ipAddress",
                            "IPAddress")
                    .number(
                            "source.as.number",
                            "properties.autonomousSystemNumber",
                            "AutonomousSystemNumber")
                    .text(
                            "source.geo.country_iso_code",
                            "properties.location.countryOrRegion",
                            "location.countryOrRegion",
                            "LocationDetails.countryOrRegion")
                    .text(
                            "source.geo.region_name",
                            "properties.location.state",
                            "location.state",
                            "LocationDetails.state")
                    .text(
                            "source.geo.city_name",
                            "properties.location.city",
                            "location.city",
                            "LocationDetails.city")
                    .text("user_agent.original", "properties.userAgent", "UserAgent")
                    .text(
                            "service.name",
                            "properties.appDisplayName",
                            "appDisplayName",
                            "AppDisplayName")
                    .build();

    static final FieldMap AUDIT =
            FieldMap.builder()
                    .text(
                            "event.action",
                            "operationName",
                            "properties.activityDisplayName",
                            "activityDisplayName",
                            "OperationName")
                    .outcome("properties.result", "result", "Result")
                    .text("event.reason", "properties.resultReason", "resultReason", "ResultReason")
                    .text(
                            "event.provider",
                            "properties.loggedByService",
                            "loggedByService",
                            "LoggedByService")
                    .text(
                            "user.name",
                            "properties.initiatedBy.user.userPrincipalName",
                            "properties.initiatedBy.app.displayName",
                            "initiatedBy.user.userPrincipalName",
                            "initiatedBy.app.displayName",
                            "InitiatedBy.user.userPrincipalName",
                            "InitiatedBy.app.displayName")
                    .text(
                            "user.id",
                            "properties.initiatedBy.user.id",
                            "properties.initiatedBy.app.servicePrincipalId",
                            "initiatedBy.user.id",
                            "InitiatedBy.user.id")
                    .endpoint(
                            "source",
                            "properties.initiatedBy.user.ipAddress",
                            "callerIpAddress",
                            "initiatedBy.user.ipAddress",
                            "InitiatedBy.user.ipAddress")
                    .build();

    static final FieldMap TARGET =
            FieldMap.builder()
                    .text("user.target.id", "id")
                    .text("user.target.name", "userPrincipalName", "displayName")
                    .build();

    static final FieldMap TARGET_GROUP =
            FieldMap.builder().text("group.id", "id").text("group.name", "displayName").build();

    static final FieldMap ACTIVITY =
            FieldMap.builder()
                    .text(
                            "event.action",
                            "operationName.value",
                            "operationName",
                            "OperationNameValue",
                            "OperationName")
                    .outcome(
                            "resultType",
                            "status.value",
                            "status",
                            "ActivityStatusValue",
                            "ActivityStatus")
                    .text(
                            "event.reason",
                            "resultSignature",
                            "subStatus.value",
                            "ActivitySubstatusValue")
                    .text("message", "resultDescription", "description", "properties.message")
                    .text("user.name", CLAIMS + "upn", CLAIMS + "name", "caller", "Caller")
                    .text("user.full_name", "identity.claims.name")
                    .endpoint(
                            "source",
                            "callerIpAddress",
                            "httpRequest.clientIpAddress",
                            "CallerIpAddress")
                    .build();

    static final FieldMap RISK =
            FieldMap.builder()
                    .text(
                            "event.action",
                            "properties.riskEventType",
                            "riskEventType",
                            "RiskEventType")
                    .text("rule.name", "properties.riskEventType", "riskEventType", "RiskEventType")
                    .text("event.reason", "properties.riskDetail", "riskDetail", "RiskDetail")
                    .lower("log.level", "properties.riskLevel", "riskLevel", "RiskLevel")
                    .text(
                            "user.name",
                            "properties.userPrincipalName",
                            "userPrincipalName",
                            "UserPrincipalName")
                    .text("user.id", "properties.userId", "userId", "UserId")
                    .text(
                            "user.full_name",
                            "properties.userDisplayName",
                            "userDisplayName",
                            "UserDisplayName")
                    .endpoint("source", "properties.ipAddress", "ipAddress", "IpAddress")
                    .build();

    static final FieldMap PLATFORM =
            FieldMap.builder()
                    .text("event.action", "operationName")
                    .outcome("resultType", "resultSignature")
                    .text("message", "resultDescription", "properties.msg", "properties.log")
                    .endpoint("source", "callerIpAddress")
                    .text("user.name", CLAIMS + "upn", CLAIMS + "name")
                    .build();

    private AzureFields() {}
}
