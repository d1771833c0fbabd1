package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;

/** What several members of a record say together. A contradiction is a warning: people decide. */
final class CrossRules {
    private static final Set<String> WITHOUT_VALUE = Set.of("Never", "NA", "Unknown");
    private static final Set<String> DISCLOSED = Set.of("Yes", "Potentially");

    private CrossRules() {}

    static void check(ObjectNode json, VerisReport report) {
        date(json.path("timeline").path("incident"), report);
        for (String step : Set.of("compromise", "exfiltration", "discovery", "containment")) {
            duration(json.path("timeline").path(step), "/timeline/" + step, report);
        }
        disclosure(json, report);
        assets(json.path("asset"), report);
        attack(json, report);
        impact(json.path("impact"), report);
    }

    private static void date(JsonNode date, VerisReport report) {
        JsonNode year = date.path("year");
        JsonNode month = date.path("month");
        if (date.has("day") && !date.has("month")) {
            report.warning(
                    "/timeline/incident/day", "Expected a month beside the day, but found none");
        }
        if (year.canConvertToInt()
                && month.canConvertToInt()
                && month.intValue() >= 1
                && month.intValue() <= 12
                && year.intValue() > 0
                && date.path("day").intValue()
                        > YearMonth.of(year.intValue(), month.intValue()).lengthOfMonth()) {
            report.warning(
                    "/timeline/incident/day",
                    "Expected a day of that month, but found a later one");
        }
        if (year.canConvertToInt() && year.intValue() > LocalDate.now(ZoneOffset.UTC).getYear()) {
            report.warning(
                    "/timeline/incident/year",
                    "Expected a year that has begun, but found a later one");
        }
    }

    private static void duration(JsonNode step, String at, VerisReport report) {
        if (step.has("value") && WITHOUT_VALUE.contains(step.path("unit").asText())) {
            report.warning(
                    at + "/value",
                    "Expected no value with the unit "
                            + step.path("unit").asText()
                            + ", but found one");
        }
        if (step.path("value").doubleValue() < 0) {
            report.warning(at + "/value", "Expected 0 or more, but found less");
        }
    }

    private static void disclosure(ObjectNode json, VerisReport report) {
        JsonNode confidentiality = json.path("attribute").path("confidentiality");
        String disclosed = confidentiality.path("data_disclosure").asText();
        if (DISCLOSED.contains(disclosed) && !confidentiality.has("data")) {
            report.warning(
                    "/attribute/confidentiality/data",
                    "Expected the varieties of data that were disclosed, but found none");
        }
        if (json.path("timeline").has("exfiltration") && disclosed.equals("No")) {
            report.warning(
                    "/timeline/exfiltration", "Expected none without a disclosure, but found one");
        }
    }

    private static void assets(JsonNode asset, VerisReport report) {
        long sum = 0;
        for (JsonNode one : asset.path("assets")) {
            sum += one.path("amount").longValue();
        }
        if (asset.path("total_amount").isNumber() && asset.path("total_amount").longValue() < sum) {
            report.warning(
                    "/asset/total_amount",
                    "Expected at least the sum of the assets " + sum + ", but found less");
        }
    }

    private static void attack(ObjectNode json, VerisReport report) {
        JsonNode action = json.path("action");
        boolean deliberate = action.has("hacking") || action.has("malware") || action.has("social");
        JsonNode actor = json.path("actor");
        if (action.has("misuse") && !actor.has("internal") && !actor.has("partner")) {
            report.warning(
                    "/actor",
                    "Expected an internal actor or a partner with misuse, but found none");
        }
        if (deliberate && "False positive".equals(json.path("security_incident").asText())) {
            report.warning(
                    "/security_incident",
                    "Expected no attack with a false positive, but found one");
        }
        if ("Confirmed".equals(json.path("security_incident").asText()) && !json.has("attribute")) {
            report.warning(
                    "/attribute",
                    "Expected an attribute with a confirmed incident, but found none");
        }
    }

    private static void impact(JsonNode impact, VerisReport report) {
        JsonNode least = impact.path("overall_min_amount");
        JsonNode most = impact.path("overall_max_amount");
        if (least.isNumber() && most.isNumber() && least.doubleValue() > most.doubleValue()) {
            report.warning(
                    "/impact/overall_min_amount",
                    "Expected at most the largest amount, but found more");
        }
        if (impact.has("overall_amount") && !impact.has("iso_currency_code")) {
            report.warning(
                    "/impact/iso_currency_code",
                    "Expected a currency beside the amount, but found none");
        }
    }
}
