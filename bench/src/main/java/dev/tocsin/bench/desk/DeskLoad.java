package dev.tocsin.bench.desk;

import java.util.List;

/**
 * How much is asked of the desk.
 *
 * @param alerts how many are stored before
 * @param clients how many callers change alerts at once
 * @param requests how many requests a run has, and the warm-up before the runs
 * @param runs how many runs; the median of them is told
 * @param queries what is asked of the list, in turn
 */
record DeskLoad(int alerts, int clients, int requests, int runs, List<String> queries) {
    DeskLoad {
        if (clients < 1 || requests < clients || alerts < clients || runs < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one run and one client, and as many alerts and requests as clients, but found "
                            + "runs=%d, clients=%d, alerts=%d, requests=%d"
                                    .formatted(runs, clients, alerts, requests));
        }
    }
}
