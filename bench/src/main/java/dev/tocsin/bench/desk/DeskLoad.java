package dev.tocsin.bench.desk;

import java.util.List;

/**
 * How much is asked of the desk.
 *
 * @param alerts how many are stored before
 * @param clients how many callers change alerts at once, or read the stream
 * @param requests how many requests a run has, and the warm-up before the runs
 * @param warmup how many seconds alerts are changed before the first run, at least one run long
 * @param runs how many runs; the median of them is told
 * @param queries what is asked of the list, in turn
 * @param rate how many alerts a second are sent to the topic
 * @param seconds how long alerts are sent in one run
 * @param records how many VERIS records are imported in one run
 */
record DeskLoad(
        int alerts,
        int clients,
        int requests,
        int warmup,
        int runs,
        List<String> queries,
        int rate,
        int seconds,
        int records) {
    DeskLoad {
        if (clients < 1 || requests < clients || runs < 1 || warmup < 0) {
            throw new IllegalArgumentException(
                    "Expected at least one run and one client, as many requests as clients, and no negative time to warm up, but found runs=%d, clients=%d, requests=%d, warmup=%d"
                            .formatted(runs, clients, requests, warmup));
        }
        if (rate < 1 || seconds < 1 || records < 1) {
            throw new IllegalArgumentException(
                    "Expected 1 or more a second, for 1 second or more, and 1 record or more, but found rate=%d, seconds=%d, records=%d"
                            .formatted(rate, seconds, records));
        }
    }

    /** How many changes a run of the case patch makes: as many by each client. */
    int changes() {
        return requests / clients * clients;
    }

    /** Each client of a case that changes alerts needs one of its own. */
    void requireAnAlertForEachClient() {
        if (alerts < clients) {
            throw new IllegalArgumentException(
                    "Expected as many alerts as clients, but found alerts=%d, clients=%d"
                            .formatted(alerts, clients));
        }
    }
}
