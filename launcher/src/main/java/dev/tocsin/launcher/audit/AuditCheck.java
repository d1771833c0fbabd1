package dev.tocsin.launcher.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.audit.AuditFinding;
import dev.tocsin.desk.audit.AuditHead;
import dev.tocsin.desk.audit.AuditVerifier;
import dev.tocsin.json.Json;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the check of an audit gave.
 *
 * @param entries how many were looked at
 * @param heads how many were known
 * @param end of the chain
 * @param attested up to which entry the heads speak for it
 * @param findings what is wrong with the chain, the first place first
 * @param problems what else is wrong: lines that cannot be read, heads that are missing
 */
public record AuditCheck(
        long entries,
        long heads,
        AuditHead end,
        long attested,
        List<AuditFinding> findings,
        List<String> problems) {
    public AuditCheck {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /**
     * Looks at every entry.
     *
     * @param heads those of before the entries are read: every one of them is about an entry that
     *     is there
     * @param needHeads whether a chain without heads is at fault
     * @param problems those that were met until the source has been read
     */
    public static AuditCheck of(
            AuditSource source, HeadSource heads, boolean needHeads, List<String> problems)
            throws IOException, InterruptedException {
        AuditVerifier verifier = new AuditVerifier(heads);
        source.read(verifier::accept);
        List<AuditFinding> findings = verifier.findings();
        List<String> all = new ArrayList<>(problems);
        if (verifier.tooLate() > 0) {
            all.add(
                    "Expected heads in the order of their entries, but %,d came too late to be compared"
                            .formatted(verifier.tooLate()));
        }
        if (needHeads && verifier.heads() == 0 && verifier.entries() > 0) {
            all.add(
                    "Expected heads in "
                            + Topics.AUDIT_HEADS.name()
                            + ", but found none: nothing says whether the end of the chain is missing, or all of it was written anew");
        }
        return new AuditCheck(
                verifier.entries(),
                verifier.heads(),
                verifier.end(),
                verifier.attested(),
                findings,
                all);
    }

    /** Whether the chain is as it was written, as far as can be told. */
    public boolean isSound() {
        return findings.isEmpty() && problems.isEmpty();
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        problems.forEach(problem -> text.append(problem).append('\n'));
        findings.forEach(finding -> text.append(finding.text()).append('\n'));
        text.append("%,d entries, %,d heads: ".formatted(entries, heads));
        if (isSound()) {
            text.append("nothing was edited, removed, inserted, reordered or cut off");
            text.append(reach());
        } else if (findings.isEmpty()) {
            text.append("the check is not complete");
        } else {
            text.append("the first fault is at entry ").append(findings.getFirst().sequence());
        }
        return text.toString();
    }

    /** For programs. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("sound", isSound());
        json.put("entries", entries).put("heads", heads).put("attested", attested);
        json.set("end", end.toJson());
        ArrayNode list = json.putArray("findings");
        findings.forEach(finding -> list.add(finding.toJson()));
        ArrayNode texts = json.putArray("problems");
        problems.forEach(texts::add);
        return json;
    }

    private String reach() {
        if (heads == 0) {
            return ", as far as the entries alone can tell";
        }
        return attested == end.sequence()
                ? ""
                : "; the heads speak for the entries up to %,d".formatted(attested);
    }
}
