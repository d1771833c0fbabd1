package dev.tocsin.topic;

import dev.tocsin.topic.Topic.Retention.Compacted;
import dev.tocsin.topic.Topic.Retention.Deleted;
import java.time.Duration;
import java.util.List;

/**
 * The topic catalogue: every topic of Tocsin, in one place. Names are file formats: manifests and
 * connector configurations are tested against this class, and a change needs an ADR.
 */
public final class Topics {

    /** What senders sent, byte for byte. Headers: {@link IngestHeaders}. */
    public static final Topic EVENTS_RAW =
            new Topic(
                    "tocsin.events.raw.v1",
                    3,
                    new Deleted(Duration.ofDays(3)),
                    "the idempotency key, or none",
                    "the sender's bytes, unchanged");

    /** Normalized events in ECS; what a backtest can see. */
    public static final Topic EVENTS =
            new Topic(
                    "tocsin.events.v1",
                    3,
                    new Deleted(Duration.ofDays(14)),
                    "event id",
                    "ECS JSON");

    /** Alerts; revisions of one alert share the key. */
    public static final Topic ALERTS =
            new Topic(
                    "tocsin.alerts.v1",
                    3,
                    new Deleted(Duration.ofDays(30)),
                    "alert id",
                    "ECS JSON, event.kind: alert");

    /** What the keys of pipeline files in {@link #RULES} begin with; no other keys do. */
    public static final String PIPELINE_PATHS = "pipelines/";

    /**
     * Rule files as published; the key is the path inside the rules directory. Pipeline files too:
     * their keys are {@link #PIPELINE_PATHS} and the path inside the directory of pipelines.
     */
    public static final Topic RULES =
            new Topic(
                    "tocsin.rules.v1",
                    1,
                    new Compacted(Duration.ofDays(7)),
                    "path of the rule file",
                    "JSON: path, text, revision, author, published_at");

    /** Lists (watch lists, placeholders, assets). */
    public static final Topic LISTS =
            new Topic(
                    "tocsin.lists.v1",
                    1,
                    new Compacted(Duration.ofDays(7)),
                    "list name",
                    "JSON: name, values, revision, origin, author, published_at");

    /** Who may send: tokens that were made through the API, without the secrets. */
    public static final Topic INGEST_TOKENS =
            new Topic(
                    "tocsin.ingest-tokens.v1",
                    1,
                    new Compacted(Duration.ofDays(7)),
                    "token id",
                    "JSON: id, hash, source, pipeline, protocols, expires_at");

    /** What could not be processed: the original bytes. Headers: {@link DeadLetter}. */
    public static final Topic DEAD_LETTERS =
            new Topic(
                    "tocsin.dead-letters.v1",
                    1,
                    new Deleted(Duration.ofDays(30)),
                    "origin coordinates",
                    "the original bytes");

    /** Changes of incidents and alert triage, for every API replica and for anyone. */
    public static final Topic INCIDENT_CHANGES =
            new Topic(
                    "tocsin.incident-changes.v1",
                    1,
                    new Deleted(Duration.ofDays(14)),
                    "incident or alert id",
                    "JSON change event");

    /**
     * How far the audit's chain of hashes reached. Kept long, because it shows that entries are
     * missing at the end of the chain, or that it was written anew.
     */
    public static final Topic AUDIT_HEADS =
            new Topic(
                    "tocsin.audit-heads.v1",
                    1,
                    new Deleted(Duration.ofDays(1_095)),
                    "sequence number",
                    "JSON: sequence, hash");

    /** Who looks at what in the incident desk, for every API replica; nobody needs it later. */
    public static final Topic PRESENCE =
            new Topic(
                    "tocsin.presence.v1",
                    1,
                    new Deleted(Duration.ofMinutes(10)),
                    "JSON array: kind, id, who, place",
                    "JSON: kind, id, who, name, place, mode, field, since, until; none when left");

    private static final List<Topic> ALL =
            List.of(
                    EVENTS_RAW,
                    EVENTS,
                    ALERTS,
                    RULES,
                    LISTS,
                    INGEST_TOKENS,
                    DEAD_LETTERS,
                    INCIDENT_CHANGES,
                    AUDIT_HEADS,
                    PRESENCE);

    private Topics() {}

    /** Every topic that Tocsin creates itself, in the order of the way of an event. */
    public static List<Topic> all() {
        return ALL;
    }
}
