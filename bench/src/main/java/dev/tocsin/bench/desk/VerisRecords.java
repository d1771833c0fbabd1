package dev.tocsin.bench.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Valid VERIS 1.4.1 records of many kinds, the same ones in every run of the command. */
final class VerisRecords {
    private static final long SEED = 20_261_130;
    private static final List<String> COUNTRIES =
            List.of("DE", "US", "GB", "FR", "IN", "BR", "JP", "AU", "CA", "ZA", "NL", "PL");
    private static final List<String> INDUSTRIES =
            List.of("52", "522110", "62", "622110", "51", "541512", "92", "44-45", "31-33", "61");
    private static final List<String> SIZES =
            List.of("1 to 10", "11 to 100", "101 to 1000", "1001 to 10000", "Over 100000", "Small");
    private static final List<String> UNITS =
            List.of("Seconds", "Minutes", "Hours", "Days", "Weeks", "Months");
    private static final List<String> ASSETS =
            List.of(
                    "S - Web application",
                    "S - Database",
                    "S - Mail",
                    "S - File",
                    "S - Directory",
                    "S - VM host",
                    "M - Flash drive",
                    "M - Documents");
    private static final List<String> MOTIVES =
            List.of("Financial", "Espionage", "Ideology", "Grudge", "Convenience", "Fun");
    private static final List<String> WORDS =
            List.of(
                    "stolen",
                    "credentials",
                    "were",
                    "used",
                    "against",
                    "the",
                    "portal",
                    "of",
                    "a",
                    "supplier",
                    "mail",
                    "with",
                    "an",
                    "attachment",
                    "started",
                    "loader",
                    "backup",
                    "server",
                    "customer",
                    "records",
                    "copied",
                    "over",
                    "weekend",
                    "laptop",
                    "lost",
                    "train",
                    "misconfigured",
                    "storage",
                    "found",
                    "by",
                    "researcher",
                    "ransom",
                    "demanded");

    private final Random random = new Random(SEED);
    private int made;

    /** The next records, one a line. */
    byte[] lines(int count) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            lines.writeBytes(Json.bytes(next()));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private ObjectNode next() {
        ObjectNode record = Json.object();
        record.put("schema_version", "1.4.1");
        record.put("incident_id", "bench-%08d-%08x".formatted(made++, random.nextInt()));
        record.put("security_incident", one(List.of("Confirmed", "Suspected", "Near miss")));
        record.put("confidence", one(List.of("High", "Medium", "Low")));
        record.put("summary", sentence(12 + random.nextInt(60)));
        record.put("source_id", "bench");
        timeline(record.putObject("timeline"));
        victim(record.putObject("victim"));
        attack(record.putObject("actor"), record.putObject("action"));
        asset(record.putObject("asset"));
        attribute(record.putObject("attribute"));
        record.putObject("discovery_method")
                .putObject("internal")
                .set("variety", some(List.of("Antivirus", "Hids", "Log review", "Nids"), 2));
        record.put("targeted", one(List.of("Targeted", "Opportunistic", "Unknown")));
        rest(record);
        return record;
    }

    private void timeline(ObjectNode timeline) {
        timeline.putObject("incident")
                .put("year", 2005 + random.nextInt(20))
                .put("month", 1 + random.nextInt(12))
                .put("day", 1 + random.nextInt(28));
        for (String step : List.of("compromise", "discovery", "containment")) {
            if (random.nextBoolean()) {
                timeline.putObject(step).put("unit", one(UNITS)).put("value", random.nextInt(60));
            }
        }
    }

    private void victim(ObjectNode victim) {
        victim.put("victim_id", "Organization " + random.nextInt(2_000));
        victim.put("employee_count", one(SIZES));
        victim.put("industry", one(INDUSTRIES));
        victim.set("government", some(List.of("NA"), 1));
        victim.set("country", some(COUNTRIES, 2));
        victim.putObject("revenue")
                .put("amount", random.nextInt(1_000_000_000))
                .put("iso_currency_code", one(List.of("EUR", "USD", "GBP")));
    }

    private void attack(ObjectNode actor, ObjectNode action) {
        switch (random.nextInt(5)) {
            case 0 -> {
                external(actor);
                how(action, "hacking", List.of("Brute force", "SQLi", "Exploit vuln", "XSS"))
                        .set("vector", some(List.of("Web application", "VPN"), 2));
            }
            case 1 -> {
                external(actor);
                how(action, "malware", List.of("Ransomware", "Downloader", "RAT", "C2"))
                        .set("vector", some(List.of("Email attachment", "Email link"), 2));
            }
            case 2 -> social(actor, action);
            default -> inside(actor, action);
        }
    }

    private void social(ObjectNode actor, ObjectNode action) {
        external(actor);
        ObjectNode social = how(action, "social", List.of("Phishing", "Pretexting"));
        social.set("vector", some(List.of("Email", "Phone", "SMS"), 2));
        social.set("target", some(List.of("End-user", "Finance", "Executive"), 2));
    }

    private void inside(ObjectNode actor, ObjectNode action) {
        internal(actor, one(List.of("End-user", "System admin")));
        if (random.nextBoolean()) {
            how(action, "error", List.of("Loss", "Misdelivery", "Misconfiguration"))
                    .set("vector", some(List.of("Carelessness", "Unknown"), 1));
        } else {
            how(action, "misuse", List.of("Privilege abuse", "Data mishandling"))
                    .set("vector", some(List.of("LAN access", "Remote access"), 2));
        }
    }

    private void external(ObjectNode actor) {
        ObjectNode external = actor.putObject("external");
        external.set("variety", some(List.of("Organized crime", "Activist", "Nation-state"), 1));
        external.set("motive", some(MOTIVES, 2));
        external.set("country", some(COUNTRIES, 3));
    }

    private void internal(ObjectNode actor, String who) {
        ObjectNode internal = actor.putObject("internal");
        internal.set("variety", some(List.of(who), 1));
        internal.set("motive", some(MOTIVES, 2));
    }

    private ObjectNode how(ObjectNode action, String kind, List<String> varieties) {
        ObjectNode how = action.putObject(kind);
        how.set("variety", some(varieties, 3));
        how.put("notes", sentence(10));
        return how;
    }

    private void asset(ObjectNode asset) {
        ArrayNode assets = asset.putArray("assets");
        for (String variety : shuffled(ASSETS).subList(0, 1 + random.nextInt(3))) {
            assets.addObject().put("variety", variety).put("amount", 1);
        }
        asset.set("cloud", some(List.of("On-Premise Asset(s)", "External Cloud Asset(s)"), 2));
        asset.put("total_amount", 10);
    }

    private void attribute(ObjectNode attribute) {
        ObjectNode confidentiality = attribute.putObject("confidentiality");
        confidentiality.put("data_disclosure", one(List.of("Yes", "Potentially", "Unknown")));
        confidentiality.put("data_total", random.nextInt(1_000_000));
        for (String variety : shuffled(List.of("Credentials", "Personal", "Payment", "Medical"))) {
            confidentiality
                    .withArray("data")
                    .addObject()
                    .put("variety", variety)
                    .put("amount", random.nextInt(100_000));
        }
        attribute
                .putObject("integrity")
                .set("variety", some(List.of("Defacement", "Log tampering", "Modify data"), 3));
    }

    private void rest(ObjectNode record) {
        if (random.nextBoolean()) {
            ObjectNode indicator = record.putArray("ioc").addObject();
            indicator.put("indicator", "198.51.100." + random.nextInt(256));
            indicator.put("comment", sentence(5));
        }
        if (random.nextBoolean()) {
            record.put("corrective_action", sentence(20));
        }
        if (random.nextInt(4) == 0) {
            record.put("notes", sentence(80));
        }
    }

    private String sentence(int words) {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            text.add(one(WORDS));
        }
        return String.join(" ", text);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private ArrayNode some(List<String> of, int atMost) {
        int count = 1 + random.nextInt(Math.min(atMost, of.size()));
        ArrayNode some = Json.MAPPER.createArrayNode();
        shuffled(of).subList(0, count).forEach(some::add);
        return some;
    }

    private List<String> shuffled(List<String> of) {
        List<String> shuffled = new ArrayList<>(of);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
