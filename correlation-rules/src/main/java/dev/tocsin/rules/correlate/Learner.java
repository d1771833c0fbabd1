package dev.tocsin.rules.correlate;

import java.util.List;
import java.util.Map;

/**
 * A correlator that keeps what it has learned from events, and not the events: it cannot take one
 * back by itself. {@link Unhearing} does it for groups that hear results of other correlations.
 */
sealed interface Learner extends Correlator permits NewValues, Absences, Anomalies {

    /**
     * Lets go of what no event can change any more.
     *
     * @param horizonMs no event before this will be taken any more
     */
    Body settled(Body body, long horizonMs, Announcer announcer);

    /** What has been said by a body, in the order of its events. */
    List<Said> said(Body body);

    /**
     * An alert, and what it takes to say it again.
     *
     * @param episode the alert
     * @param subject as for {@link Announcer#id}
     * @param endMs the time of its result
     * @param context what the completing event shows
     * @param details the events behind the result; empty if they are settled or nobody asks
     */
    record Said(
            Episode episode,
            String subject,
            long endMs,
            Map<String, String> context,
            List<Detail> details) {
        public Said {
            details = List.copyOf(details);
        }

        /** Whether both are about the same, however much they say of it. */
        boolean isAbout(Said other) {
            return endMs == other.endMs && subject.equals(other.subject);
        }
    }
}
