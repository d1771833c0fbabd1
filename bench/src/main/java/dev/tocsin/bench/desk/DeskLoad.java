package dev.tocsin.bench.desk;

import java.util.List;

/**
 * How much is asked of the desk.
 *
 * @param alerts how many are stored before
 * @param clients how many callers change alerts at once, or read the stream
 * @param requests how many requests a run has, and the warm-up before the runs
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
        int runs,
        List<String> queries,
        int rate,
        int seconds,
        int records) {
    DeskLoad {
        if (clients < 1 || requests < clients || runs < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one run and one client, and as many requests as clients, but found runs=%d, clients=%d, requests=%d"
                            .formatted(runs, clients, requests));
        }
        if (rate < 1 || seconds < 1 || records < 1) {
            throw new IllegalArgumentException(
                    "Expected 1 or more a second, for 1 second or more, and 1 record or more, but found rate=%d, seconds=%d, records=%d"
                            .formatted(rate, seconds, records));
        }
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
