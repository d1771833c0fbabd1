package dev.tocsin.desk;

import java.util.Map;
import java.util.TreeMap;

/** Errors that need more than a request that is wrong, and where they are provoked. */
final class ErrorsElsewhere {
    /** By method, path and status: the test, as {@code Class#method}. */
    static final Map<String, String> TESTS = new TreeMap<>();

    /** Only answered when others write all the time, or in the very moment; and what says so. */
    static final Map<String, String> RACES =
            Map.of(
                    "POST /api/v1/incidents/{id}/promote 409",
                    "every try meets another change of the incident",
                    "POST /api/v1/incidents/{id}/template 409",
                    "every try meets another change of the incident",
                    "DELETE /api/v1/incidents/{id}/alerts/{alert} 409",
                    "every try meets another change of the alert",
                    "POST /api/v1/password 409",
                    "the account changes between reading and writing it");

    static {
        String lastAdmin = "AccountsIT#theLastAdministratorCannotBeDemotedDisabledOrDeleted";
        TESTS.put("PATCH /api/v1/accounts/{name} 409", lastAdmin);
        TESTS.put("DELETE /api/v1/accounts/{name} 409", lastAdmin);
        TESTS.put(
                "DELETE /api/v1/custom-fields/{name} 409",
                "CustomFieldsIT#keepsTheValuesOfARetiredFieldUntilTheyAreRemoved");
        String shipped = "IncidentTemplatesIT#refusesToChangeWhatShipsAndCallersWithoutTheRole";
        TESTS.put("PUT /api/v1/incident-templates/{id} 409", shipped);
        TESTS.put("DELETE /api/v1/incident-templates/{id} 409", shipped);
        TESTS.put(
                "DELETE /api/v1/session 403",
                "AccessIT#asvs351AsksForTheTokenOnEveryWriteOfASession");
        alerts();
        incidents();
        provider();
        TESTS.put("POST /api/v1/desk/import 409", "BackupIT#refusesWhatIsNoExportOrOfANewerTocsin");
    }

    private ErrorsElsewhere() {}

    private static void alerts() {
        String merged = "AlertMergeIT#nobodyChangesTheTriageOfWhatIsMerged";
        TESTS.put("PATCH /api/v1/alerts/{id} 409", merged);
        TESTS.put("POST /alertstatus 409", merged);
        TESTS.put(
                "POST /alertstatus 404",
                "MozDefIT#changesTheStateOfAnAlertAndKnowsWhenThereIsNone");
        String each = "AlertMergeIT#saysOfEachWhyItCannotBeMergedAndMergesNone";
        TESTS.put("POST /api/v1/alerts/{id}/merge 409", each);
        TESTS.put("POST /api/v1/alerts/{id}/unmerge 409", each);
        TESTS.put(
                "POST /api/v1/alerts/bulk 404",
                "AlertBulkIT#attachesToAnIncidentThatIsThereAndSeen");
        TESTS.put("POST /api/v1/presence 404", "PresenceIT#refusesWhatIsNoPresence");
    }

    private static void incidents() {
        String full = "NotesIT#endsARowOfEditsAtItsLimit";
        TESTS.put("PATCH /api/v1/alerts/{id}/comments/{note} 409", full);
        TESTS.put("PATCH /api/v1/incidents/{id}/notes/{note} 409", full);
        TESTS.put(
                "POST /api/v1/incidents 409",
                "RestrictedIncidentsIT#doesNotShowItToWhoeverOpenedItOnceUnderAnIdempotencyKey");
        TESTS.put(
                "POST /api/v1/incidents/{id}/alerts 409",
                "IncidentsIT#refusesAnAlertOfAnotherIncident");
        TESTS.put(
                "PUT /api/v1/incidents/{id}/veris 409",
                "VerisIT#givesAnIncidentIdToOneIncidentOnly");
        TESTS.put(
                "PUT /api/v1/incidents/{id}/veris 422",
                "VerisIT#refusesAStrictRecordWithErrorsAndABodyThatIsNone");
    }

    private static void provider() {
        String away = "OidcIT#waitsForAProviderThatIsAwayAndLetsPeopleInWhenItIsBack";
        TESTS.put("GET /api/v1/oidc/login 503", away);
        TESTS.put("POST /api/v1/oidc/backchannel-logout 503", away);
        TESTS.put(
                "GET /api/v1/oidc/callback 503",
                "OidcAttacksIT#asvs136CallsNoPlaceInsideThatADocumentNames");
        String robbed = "OidcAttacksIT#refusesACodeThatAnotherUsedOrThatIsOfAnotherLogIn";
        TESTS.put(
                "GET /api/v1/oidc/callback 400",
                "OidcAttacksIT#asvs1021RefusesAnAnswerWithAnotherStateOrToAnotherBrowser");
        TESTS.put("GET /api/v1/oidc/callback 403", robbed);
        TESTS.put(
                "POST /api/v1/oidc/backchannel-logout 413",
                "OidcBackChannelIT#refusesFormsThatAreNone");
    }
}
