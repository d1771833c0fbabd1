package dev.tocsin.desk.ops;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counters of the desk, in Prometheus' text form. Thread-safe. */
public final class DeskMetrics {
    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private final Map<String, LongSupplier> gauges = new ConcurrentSkipListMap<>();
    private final Map<String, Map<String, LongAdder>> labelled = new ConcurrentSkipListMap<>();
    private final RouteMetrics routes = new RouteMetrics();
    private final LongAdder streamClients = new LongAdder();

    public DeskMetrics() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    private enum Counter {
        STORED("tocsin_desk_alerts_stored_total"),
        STALE("tocsin_desk_alerts_stale_total"),
        REJECTED("tocsin_desk_alerts_rejected_total"),
        INGEST_FAILURES("tocsin_desk_ingest_failures_total"),
        PUBLISHED("tocsin_desk_changes_published_total"),
        OUTBOX_FAILURES("tocsin_desk_outbox_failures_total"),
        OUTBOX_OVERFLOWS("tocsin_desk_outbox_overflows_total"),
        STREAMED("tocsin_desk_stream_messages_total"),
        RESYNCS("tocsin_desk_stream_resyncs_total"),
        STREAM_FAILURES("tocsin_desk_stream_failures_total"),
        AUDITED("tocsin_desk_audit_entries_total"),
        AUDIT_FAILURES("tocsin_desk_audit_failures_total"),
        AUDIT_HEADS("tocsin_desk_audit_heads_total"),
        AUDIT_HEAD_FAILURES("tocsin_desk_audit_head_failures_total"),
        REFUSED("tocsin_desk_refused_total"),
        REFUSALS_LEFT_OUT("tocsin_desk_refusals_left_out_total"),
        REQUESTS("tocsin_desk_requests_total"),
        REQUEST_ERRORS("tocsin_desk_request_errors_total"),
        LIMITED("tocsin_desk_requests_limited_total"),
        PASSWORD_HASHES("tocsin_desk_password_hashes_total"),
        LOGINS("tocsin_desk_logins_total"),
        LOGINS_FAILED("tocsin_desk_logins_failed_total"),
        LOGINS_DELAYED("tocsin_desk_logins_delayed_total"),
        SLA_CHECKS("tocsin_desk_sla_checks_total");

        private final String metric;

        Counter(String metric) {
            this.metric = metric;
        }
    }

    /** Alert revisions that were taken into the store. */
    public void stored(int count) {
        add(Counter.STORED, count);
    }

    /** Alert revisions that were older than what the store had. */
    public void stale(int count) {
        add(Counter.STALE, count);
    }

    /** Records that were no alerts and went to the dead letters. */
    public void rejected() {
        add(Counter.REJECTED, 1);
    }

    /** Batches that had to be tried again. */
    public void ingestFailure() {
        add(Counter.INGEST_FAILURES, 1);
    }

    /** Entries that this replica put into the audit. */
    public void audited(int count) {
        add(Counter.AUDITED, count);
    }

    /** Entries that the store did not take, once for each attempt. */
    public void auditFailure(int count) {
        add(Counter.AUDIT_FAILURES, count);
    }

    /** Heads of the audit that Kafka took. */
    public void auditHead() {
        add(Counter.AUDIT_HEADS, 1);
    }

    /** Heads of the audit that Kafka did not take. */
    public void auditHeadFailure() {
        add(Counter.AUDIT_HEAD_FAILURES, 1);
    }

    /** Requests without a good key or session, the right role or scope, or the CSRF token. */
    public void refused() {
        add(Counter.REFUSED, 1);
    }

    /** Refusals that are counted in the audit, but have no entry of their own. */
    public void refusalLeftOut() {
        add(Counter.REFUSALS_LEFT_OUT, 1);
    }

    /** Changes that went from an outbox to the topic. */
    public void outboxPublished(int count) {
        add(Counter.PUBLISHED, count);
    }

    /** Attempts to empty an outbox that failed. */
    public void outboxFailure() {
        add(Counter.OUTBOX_FAILURES, 1);
    }

    /** Changes left to the next scan, because too many were waiting. */
    public void outboxOverflow() {
        add(Counter.OUTBOX_OVERFLOWS, 1);
    }

    /** Messages handed to a reader of the stream. */
    public void streamed() {
        add(Counter.STREAMED, 1);
    }

    /** Readers that were told to resynchronize. */
    public void resync() {
        add(Counter.RESYNCS, 1);
    }

    /** Failures of the reader of the topics behind the stream. */
    public void streamFailure() {
        add(Counter.STREAM_FAILURES, 1);
    }

    /** A reader of the stream came ({@code 1}) or went ({@code -1}). */
    public void streamClients(int difference) {
        streamClients.add(difference);
    }

    /** Incidents were looked through for missed targets. */
    public void slaChecked() {
        add(Counter.SLA_CHECKS, 1);
    }

    /** Counts something under a label; there must be few values of it. */
    public void count(String name, String label, String value) {
        labelled.computeIfAbsent(name, _ -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(label + "=\"" + value + "\"", _ -> new LongAdder())
                .increment();
    }

    /**
     * A request was answered.
     *
     * @param route its path in the specification; null when there is none
     */
    public void answered(String method, @Nullable String route, int status, double ms) {
        boolean stream = route != null && route.endsWith("/stream");
        routes.answered(
                route == null ? "any" : method,
                route == null ? "none" : route,
                status,
                ms / 1_000,
                !stream);

        add(Counter.REQUESTS, 1);
        if (status >= 500) {
            add(Counter.REQUEST_ERRORS, 1);
        }
    }

    /** A request was refused because there were too many. */
    public void limited() {
        add(Counter.LIMITED, 1);
    }

    /** A password was hashed, to store it or to compare it. */
    public void passwordHashed() {
        add(Counter.PASSWORD_HASHES, 1);
    }

    /** Somebody logged in with a password. */
    public void loggedIn() {
        add(Counter.LOGINS, 1);
    }

    /** Somebody tried a user name and password that do not fit. */
    public void logInFailed() {
        add(Counter.LOGINS_FAILED, 1);
    }

    /** Somebody has to wait before trying again. */
    public void logInDelayed() {
        add(Counter.LOGINS_DELAYED, 1);
    }

    /** Shows a value that is asked for when it is told. */
    public void gauge(String name, LongSupplier value) {
        gauges.put(name, value);
    }

    /** The exposition. */
    public String text() {
        StringBuilder text = new StringBuilder();
        counters.forEach((counter, value) -> line(text, counter.metric, "counter", value.sum()));
        line(text, "tocsin_desk_stream_clients", "gauge", streamClients.sum());
        gauges.forEach((name, value) -> line(text, name, "gauge", value.getAsLong()));
        labelled.forEach(
                (name, values) -> {
                    text.append("# TYPE ").append(name).append(" counter\n");
                    values.forEach(
                            (label, value) ->
                                    RouteMetrics.line(text, name, label, "" + value.sum()));
                });
        routes.write(text);
        return text.toString();
    }

    private void add(Counter counter, int count) {
        LongAdder adder = counters.get(counter);
        if (adder != null) {
            adder.add(count);
        }
    }

    private static void line(StringBuilder text, String name, String type, long value) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append(name).append(' ').append(value).append('\n');
    }
}
