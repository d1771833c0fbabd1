package dev.tocsin.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class LedgerTest {
    @Test
    void onlyWhatWasAcknowledgedCanBeLost() {
        Ledger ledger = new Ledger();
        assertThat(ledger.take(3)).isZero();
        long from = ledger.take(4);
        ledger.acknowledged(from, BitSet.valueOf(new long[] {0b1011}));
        assertThat(ledger.sent()).isEqualTo(7);
        assertThat(ledger.acknowledged()).isEqualTo(3);
        BitSet found = new BitSet();
        found.set(0, 5);
        assertThat(ledger.lost(found)).as("of 3, 4 and 6, the topic has 3 and 4").isOne();
    }
}
