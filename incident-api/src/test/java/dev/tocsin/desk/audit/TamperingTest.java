package dev.tocsin.desk.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a chain whose end was published is found. */
class TamperingTest {
    private static final int TRIALS = 5_000;
    private static final int MAX_LENGTH = 40;
    private static final int KINDS = 9;
    private static final List<String> MEMBERS =
            List.of("id", "at", "by", "action", "subject", "address", "detail", "sequence", "new");

    @Test
    void asvs1643RandomTamperingIsAlwaysFound() {
        for (long seed = 0; seed < TRIALS; seed++) {
            Random random = new Random(seed);
            List<AuditEntry> chain = Chains.of(2 + random.nextInt(MAX_LENGTH));
            List<AuditHead> heads = Chains.heads(chain, 1 + random.nextInt(chain.size()));
            List<AuditEntry> tampered = new ArrayList<>(chain);
            int times = 1 + random.nextInt(3);
            for (int i = 0; i < times && !tampered.isEmpty(); i++) {
                tamper(tampered, random);
            }

            assertThat(Chains.findings(tampered, heads).isEmpty())
                    .as("seed %d: %s", seed, tampered)
                    .isEqualTo(tampered.equals(chain));
        }
    }

    private static void tamper(List<AuditEntry> chain, Random random) {
        int at = random.nextInt(chain.size());
        int other = random.nextInt(chain.size());
        AuditEntry entry = chain.get(at);
        switch (random.nextInt(KINDS)) {
            case 0 -> chain.set(at, edited(entry, random));
            case 1 -> chain.remove(at);
            case 2 -> chain.subList(Math.min(at, other), Math.max(at, other)).clear();
            case 3 -> chain.subList(at, chain.size()).clear();
            case 4 -> chain.add(other, entry);
            case 5 -> Collections.swap(chain, at, other);
            case 6 -> chain.add(at, Chains.forged(entry, entry.previous(), "mallory"));
            case 7 -> rewrite(chain, at);
            default -> chain.set(at, broken(entry, random));
        }
    }

    /** Another value of a member, one of a new member, or one that is gone. */
    private static AuditEntry edited(AuditEntry entry, Random random) {
        ObjectNode content = (ObjectNode) entry.entry().deepCopy();
        String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
        switch (random.nextInt(3)) {
            case 0 -> content.put(member, random.nextInt());
            case 1 -> content.put(member, "x" + random.nextInt());
            default -> content.remove(member);
        }
        return new AuditEntry(entry.sequence(), entry.previous(), entry.hash(), content);
    }

    /** Another place, previous hash or hash. */
    private static AuditEntry broken(AuditEntry entry, Random random) {
        String hash =
                AuditHead.START.hash().replace('0', Character.forDigit(random.nextInt(16), 16));
        return switch (random.nextInt(3)) {
            case 0 ->
                    new AuditEntry(
                            1 + random.nextInt(MAX_LENGTH),
                            entry.previous(),
                            entry.hash(),
                            entry.entry());
            case 1 -> new AuditEntry(entry.sequence(), hash, entry.hash(), entry.entry());
            default -> new AuditEntry(entry.sequence(), entry.previous(), hash, entry.entry());
        };
    }

    /** A forger who makes every hash from a place on anew. */
    private static void rewrite(List<AuditEntry> chain, int from) {
        String previous = chain.get(from).previous();
        for (int i = from; i < chain.size(); i++) {
            AuditEntry forged = Chains.forged(chain.get(i), previous, "mallory");
            chain.set(i, forged);
            previous = forged.hash();
        }
    }
}
