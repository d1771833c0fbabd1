package dev.tocsin.connect;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.tocsin.connect.client.Credentials;
import dev.tocsin.connect.client.ElasticsearchClient;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings of the sink. Names are those of Confluent's connector where the meaning is the same;
 * the README of this module has a table of all.
 */
public final class ElasticsearchSinkConfig extends AbstractConfig {
    public static final String URL = "connection.url";
    public static final String USERNAME = "connection.username";
    public static final String PASSWORD_NAME = "connection.password";
    public static final String API_KEY = "connection.api.key";
    public static final String CONNECT_TIMEOUT = "connection.timeout.ms";
    public static final String READ_TIMEOUT = "read.timeout.ms";
    public static final String BATCH_SIZE = "batch.size";
    public static final String BULK_BYTES = "bulk.size.bytes";
    public static final String MAX_BUFFERED = "max.buffered.records";
    public static final String MAX_BUFFERED_BYTES = "max.buffered.bytes";
    public static final String MAX_IN_FLIGHT = "max.in.flight.requests";
    public static final String LINGER = "linger.ms";
    public static final String FLUSH_TIMEOUT = "flush.timeout.ms";
    public static final String MAX_RETRIES = "max.retries";
    public static final String RETRY_BACKOFF = "retry.backoff.ms";
    public static final String RETRY_BACKOFF_MAX = "retry.backoff.max.ms";
    public static final String MALFORMED = "behavior.on.malformed.documents";
    public static final String NULL_VALUES = "behavior.on.null.values";
    public static final String KEY_IGNORE = "key.ignore";
    public static final String INDEX = "index.name";
    public static final String TIMESTAMP_FIELD = "timestamp.field";
    public static final String LATE_INDEX = "late.index.name";
    public static final String LATE_FIELD = "late.timestamp.field";
    public static final String LATE_AFTER = "late.after.ms";
    public static final String VERSION_FIELD = "version.field";

    /** All settings with their types, defaults and checks. */
    public static final ConfigDef DEFINITION = definition();

    /**
     * Reads and checks the settings of a connector.
     *
     * @throws org.apache.kafka.common.config.ConfigException when a setting is missing or wrong
     */
    public ElasticsearchSinkConfig(Map<String, String> props) {
        super(DEFINITION, props, false);
    }

    /** What to do with a record that cannot be indexed, when there is no dead letter topic. */
    public enum OnMalformed {
        IGNORE,
        WARN,
        FAIL
    }

    /** What to do with a record that has no value. */
    public enum OnNull {
        IGNORE,
        FAIL
    }

    ElasticsearchClient client() {
        return new ElasticsearchClient(
                getList(URL).stream().map(URI::create).toList(),
                Credentials.of(
                        getString(USERNAME),
                        getPassword(PASSWORD_NAME).value(),
                        getPassword(API_KEY).value()),
                millis(CONNECT_TIMEOUT),
                millis(READ_TIMEOUT));
    }

    Documents documents() {
        String lateIndex = getString(LATE_INDEX);
        IndexName index = IndexName.of(getString(INDEX), getString(TIMESTAMP_FIELD));
        return new Documents(
                lateIndex.isEmpty()
                        ? index
                        : new LateIndexName(
                                index,
                                IndexName.of(lateIndex, getString(LATE_FIELD)),
                                getLong(LATE_AFTER)),
                getString(VERSION_FIELD),
                getBoolean(KEY_IGNORE));
    }

    DocumentBuffer.Limits limits() {
        return new DocumentBuffer.Limits(
                getInt(BATCH_SIZE),
                getLong(BULK_BYTES),
                getInt(MAX_BUFFERED),
                getLong(MAX_BUFFERED_BYTES),
                millis(LINGER));
    }

    Backoff backoff() {
        return new Backoff(millis(RETRY_BACKOFF), millis(RETRY_BACKOFF_MAX), getInt(MAX_RETRIES));
    }

    int maxInFlight() {
        return getInt(MAX_IN_FLIGHT);
    }

    Duration flushTimeout() {
        return millis(FLUSH_TIMEOUT);
    }

    OnMalformed onMalformed() {
        return OnMalformed.valueOf(getString(MALFORMED).toUpperCase(Locale.ROOT));
    }

    OnNull onNull() {
        return OnNull.valueOf(getString(NULL_VALUES).toUpperCase(Locale.ROOT));
    }

    private Duration millis(String name) {
        return Duration.ofMillis(getLong(name));
    }

    private static ConfigDef definition() {
        ConfigDef def = new ConfigDef();
        defineConnection(def);
        defineIndex(def);
        defineBatching(def);
        defineErrors(def);
        return def;
    }

    private static void defineConnection(ConfigDef def) {
        def.define(
                        URL,
                        LIST,
                        NO_DEFAULT_VALUE,
                        Checks.URLS,
                        HIGH,
                        "Addresses of the nodes, with commas between.")
                .define(USERNAME, STRING, "", MEDIUM, "User; empty for none.")
                .define(PASSWORD_NAME, PASSWORD, "", MEDIUM, "Password of the user.")
                .define(API_KEY, PASSWORD, "", MEDIUM, "Encoded API key; goes before the user.")
                .define(
                        CONNECT_TIMEOUT,
                        LONG,
                        1_000L,
                        atLeast(1),
                        LOW,
                        "How long to wait for a connection.")
                .define(READ_TIMEOUT, LONG, 30_000L, atLeast(1), LOW, "How long for an answer.");
    }

    private static void defineIndex(ConfigDef def) {
        def.define(
                        INDEX,
                        STRING,
                        NO_DEFAULT_VALUE,
                        Checks.INDEX_NAME,
                        HIGH,
                        "Index, with the document's date in braces: logs-{yyyy.MM.dd}.")
                .define(
                        TIMESTAMP_FIELD,
                        STRING,
                        "@timestamp",
                        MEDIUM,
                        "Field with the document's date, for index.name.")
                .define(
                        LATE_INDEX,
                        STRING,
                        "",
                        Checks.OPTIONAL_INDEX_NAME,
                        LOW,
                        "Index for documents whose date is far from late.timestamp.field, so that"
                                + " odd clocks cannot make an index per day of history; empty for"
                                + " none.")
                .define(
                        LATE_FIELD,
                        STRING,
                        "event.ingested",
                        LOW,
                        "Field with the date of arrival, for late.index.name.")
                .define(
                        LATE_AFTER,
                        LONG,
                        Duration.ofDays(30).toMillis(),
                        atLeast(1),
                        LOW,
                        "The difference of the two dates from which a document is late.")
                .define(
                        VERSION_FIELD,
                        STRING,
                        "",
                        MEDIUM,
                        "Field with a whole number; a document never replaces one with a greater"
                                + " number. Empty: the last write wins.")
                .define(
                        KEY_IGNORE,
                        BOOLEAN,
                        false,
                        HIGH,
                        "Use topic+partition+offset as document id instead of the record key.");
    }

    private static void defineBatching(ConfigDef def) {
        def.define(BATCH_SIZE, INT, 2_000, atLeast(1), MEDIUM, "Most documents per request.")
                .define(
                        BULK_BYTES,
                        LONG,
                        5L << 20,
                        atLeast(1),
                        LOW,
                        "Bytes from which a request is full.")
                .define(
                        MAX_BUFFERED,
                        INT,
                        8_000,
                        atLeast(1),
                        LOW,
                        "Documents held in memory from which no further ones are taken.")
                .define(MAX_BUFFERED_BYTES, LONG, 32L << 20, atLeast(1), LOW, "The same, in bytes.")
                .define(
                        MAX_IN_FLIGHT,
                        INT,
                        2,
                        between(1, 64),
                        MEDIUM,
                        "Requests under way at a time.")
                .define(
                        LINGER,
                        LONG,
                        50L,
                        atLeast(0),
                        LOW,
                        "How long a document waits for others to share its request.")
                .define(
                        FLUSH_TIMEOUT,
                        LONG,
                        3_000L,
                        atLeast(1),
                        LOW,
                        "How long a commit waits for what is buffered. What is not written then is"
                                + " committed next time.");
    }

    private static void defineErrors(ConfigDef def) {
        def.define(
                        MAX_RETRIES,
                        INT,
                        Integer.MAX_VALUE,
                        atLeast(0),
                        MEDIUM,
                        "Retries of a request that Elasticsearch could not take; then the task"
                                + " fails.")
                .define(RETRY_BACKOFF, LONG, 100L, atLeast(1), LOW, "First pause before a retry.")
                .define(
                        RETRY_BACKOFF_MAX,
                        LONG,
                        5_000L,
                        atLeast(1),
                        LOW,
                        "Longest pause before a retry.")
                .define(
                        MALFORMED,
                        STRING,
                        "fail",
                        Checks.oneOf("ignore", "warn", "fail"),
                        LOW,
                        "For records that cannot be indexed when no dead letter topic is"
                                + " configured: ignore, warn or fail.")
                .define(
                        NULL_VALUES,
                        STRING,
                        "ignore",
                        Checks.oneOf("ignore", "fail"),
                        LOW,
                        "For records without a value: ignore, or fail (treat as malformed).");
    }
}
