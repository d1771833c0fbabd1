package dev.tocsin.desk.audit;

import static dev.tocsin.desk.audit.Chains.at;
import static dev.tocsin.desk.audit.Chains.edited;
import static dev.tocsin.desk.audit.Chains.findings;
import static dev.tocsin.desk.audit.Chains.forged;
import static dev.tocsin.desk.audit.Chains.rewritten;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.desk.audit.AuditFinding.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditVerifierTest {
    private static final int LENGTH = 20;

    private final List<AuditEntry> chain = Chains.of(LENGTH);
    private final List<AuditHead> heads = Chains.heads(chain, 4);
    private final List<AuditEntry> tampered = new ArrayList<>(chain);

    @Test
    void findsNothingInAChainAsItWasWritten() {
        AuditVerifier verifier = new AuditVerifier(heads.iterator());

        chain.forEach(verifier::accept);

        assertThat(verifier.findings()).isEmpty();
        assertThat(verifier.entries()).isEqualTo(LENGTH);
        assertThat(verifier.attested()).isEqualTo(LENGTH);
        assertThat(verifier.end()).isEqualTo(chain.getLast().head());
    }

    @Test
    void findsNothingInAnEmptyChainThatWasNeverPublished() {
        assertThat(findings(List.of(), List.of())).isEmpty();
    }

    @Test
    void saysHowFarTheHeadsSpeakForTheChain() {
        AuditVerifier verifier = new AuditVerifier(Chains.heads(chain.subList(0, 8), 4).iterator());

        chain.forEach(verifier::accept);

        assertThat(verifier.findings()).isEmpty();
        assertThat(verifier.attested()).isEqualTo(8);
    }

    @Test
    void findsAnEdit() {
        tampered.set(6, edited(chain.get(6), "bob"));

        only(Kind.EDITED, 7, "Expected a content that gives the hash");
    }

    @Test
    void findsAnEditOfAHash() {
        AuditEntry entry = chain.get(6);
        tampered.set(6, new AuditEntry(7, entry.previous(), AuditHead.START.hash(), entry.entry()));

        first(Kind.EDITED, 7);
    }

    @Test
    void findsARemoval() {
        tampered.subList(6, 9).clear();

        only(Kind.REMOVED, 7, "Expected the entries 7 to 9, but found none");
    }

    @Test
    void findsARemovalAtTheBeginning() {
        tampered.removeFirst();

        only(Kind.REMOVED, 1, "Expected the entry 1, but found none");
    }

    @Test
    void findsARemovalThatMovedTheOthersUp() {
        tampered.remove(6);
        for (int i = 6; i < tampered.size(); i++) {
            tampered.set(i, at(tampered.get(i), i + 1));
        }

        only(Kind.REMOVED, 7, "Expected the entry 7, but found none");
    }

    @Test
    void findsAnInsertion() {
        tampered.add(7, forged(chain.get(6), chain.get(6).hash(), "mallory"));

        only(Kind.INSERTED, 7, "Expected one entry at this place, but found another one");
    }

    @Test
    void findsAnInsertionThatMovedTheOthersDown() {
        tampered.add(7, at(forged(chain.get(6), chain.get(6).hash(), "mallory"), 8));
        for (int i = 8; i < tampered.size(); i++) {
            tampered.set(i, at(tampered.get(i), i + 1));
        }

        first(Kind.INSERTED, 7);
    }

    @Test
    void findsTwoEntriesThatChangedPlaces() {
        tampered.set(6, at(chain.get(7), 7));
        tampered.set(7, at(chain.get(6), 8));

        only(Kind.REORDERED, 7, "Expected it before the entry 8, but found it after 8");
    }

    @Test
    void findsAReversal() {
        Collections.reverse(tampered);

        assertThat(findings(tampered, heads))
                .extracting(AuditFinding::kind)
                .containsOnly(Kind.REORDERED);
    }

    @Test
    void findsAnotherNumberOfAPlace() {
        tampered.set(19, at(chain.get(19), 5_000));

        only(Kind.REORDERED, 20, "Expected it at its place, but found it at 5000");
    }

    @Test
    void findsTheTruncationOfTheEndByTheHeads() {
        tampered.subList(15, LENGTH).clear();

        only(
                Kind.TRUNCATED,
                16,
                "Expected entries up to 20, whose hash was published, but found none after 15");
        assertThat(findings(tampered, List.of())).isEmpty();
    }

    @Test
    void findsThatAllOfItIsGone() {
        tampered.clear();

        only(Kind.TRUNCATED, 1, "Expected entries up to 20");
    }

    @Test
    void findsAForgedEntryByTheOneAfterIt() {
        tampered.set(4, forged(chain.get(4), chain.get(4).previous(), "mallory"));

        only(Kind.REWRITTEN, 6, "one of both was written anew");
    }

    @Test
    void findsAForgerWhoMadeAllLaterHashesAnewByTheHeads() {
        List<AuditEntry> forged = rewritten(chain, 6);

        assertThat(findings(forged, List.of())).isEmpty();
        tampered.clear();
        tampered.addAll(forged);
        only(Kind.REWRITTEN, 8, "an entry from 5 to 8 was written anew");
    }

    @Test
    void findsThatTheDeskWentOnAfterAForgery() {
        List<AuditEntry> forged = rewritten(chain, 6);
        List<AuditHead> all = new ArrayList<>(heads);
        all.add(forged.getLast().head());

        tampered.clear();
        tampered.addAll(forged);
        assertThat(findings(forged, all))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.kind()).isEqualTo(Kind.REWRITTEN),
                        finding -> assertThat(finding.sequence()).isEqualTo(8));
    }

    @Test
    void comparesHeadsThatReplicasPublishedOutOfOrder() {
        List<AuditHead> mixed = new ArrayList<>(heads);
        Collections.swap(mixed, 0, 2);
        Collections.swap(mixed, 1, 4);
        AuditVerifier verifier = new AuditVerifier(mixed.iterator());

        chain.forEach(verifier::accept);

        assertThat(verifier.findings()).isEmpty();
        assertThat(verifier.attested()).isEqualTo(LENGTH);
        assertThat(verifier.heads()).isEqualTo(5);
        assertThat(findings(rewritten(chain, 6), mixed))
                .extracting(AuditFinding::kind)
                .containsOnly(Kind.REWRITTEN);
    }

    @Test
    void takesHeadsOnlyAsFarAsTheEntriesAre() {
        List<Long> taken = new ArrayList<>();
        AuditVerifier verifier =
                new AuditVerifier(heads.stream().peek(h -> taken.add(h.sequence())).iterator());

        chain.subList(0, 9).forEach(verifier::accept);

        assertThat(taken).containsExactly(4L, 8L, 12L);
    }

    @Test
    void saysWhichHeadsCameTooLateToBeCompared() {
        List<AuditEntry> longer = Chains.of(AuditVerifier.MAX_BEHIND + 10);
        AuditHead late = longer.getFirst().head();
        AuditVerifier verifier =
                new AuditVerifier(List.of(longer.getLast().head(), late).iterator());

        longer.forEach(verifier::accept);

        assertThat(verifier.findings()).isEmpty();
        assertThat(verifier.tooLate()).isEqualTo(1);
    }

    private void only(Kind kind, long sequence, String detail) {
        assertThat(findings(tampered, heads))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.kind()).isEqualTo(kind);
                            assertThat(finding.sequence()).isEqualTo(sequence);
                            assertThat(finding.detail()).contains(detail);
                        });
    }

    private void first(Kind kind, long sequence) {
        AuditFinding first = findings(tampered, heads).getFirst();
        assertThat(first.kind()).isEqualTo(kind);
        assertThat(first.sequence()).isEqualTo(sequence);
    }
}
