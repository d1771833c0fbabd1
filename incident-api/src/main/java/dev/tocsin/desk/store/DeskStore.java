package dev.tocsin.desk.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bson.Document;

/**
 * The document store: one client, one collection per kind of document. Every change is one atomic
 * operation on one document, so that a store without transactions serves as well. Thread-safe.
 */
public final class DeskStore implements AutoCloseable {
    private static final String DEFAULT_DATABASE = "tocsin";
    private static final int ANSWER_SECONDS = 10;

    /** Collections whose documents end by themselves. */
    private static final Set<String> OF_A_MOMENT =
            Set.of("sessions", "oidc_log_ins", "oidc_tokens", "requests");

    /** Collections that prove what one desk did: mixed with another's, they would prove nothing. */
    private static final Set<String> OF_ONE_DESK = Set.of("audit");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{1,63}");

    private final MongoClient client;
    private final MongoDatabase database;

    private DeskStore(MongoClient client, MongoDatabase database) {
        this.client = client;
        this.database = database;
    }

    /**
     * Connects, and creates the indexes that are missing.
     *
     * @param uri a MongoDB connection string; its database, or {@code tocsin}
     * @throws IllegalStateException when the data is of a newer Tocsin
     * @throws com.mongodb.MongoException when the store does not answer
     */
    public static DeskStore open(String uri) {
        ConnectionString address = new ConnectionString(uri);
        MongoClient client = MongoClients.create(settings(address));
        try {
            String name = address.getDatabase();
            DeskStore store =
                    new DeskStore(
                            client, client.getDatabase(name == null ? DEFAULT_DATABASE : name));
            Schema.prepare(store);
            return store;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static MongoClientSettings settings(ConnectionString address) {
        return MongoClientSettings.builder()
                .applyConnectionString(address)
                .applicationName("tocsin-incident-api")
                .applyToClusterSettings(
                        b -> b.serverSelectionTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        b ->
                                b.connectTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                                        .readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .build();
    }

    /** Alerts with their triage; the id is the alert's. */
    public MongoCollection<Document> alerts() {
        return database.getCollection("alerts");
    }

    /** Which alert the others of a fingerprint fold into; the id is the fingerprint. */
    public MongoCollection<Document> alertFolds() {
        return database.getCollection("alert_folds");
    }

    /** What hides new alerts. */
    public MongoCollection<Document> suppressions() {
        return database.getCollection("suppressions");
    }

    /** Incidents; the id is the number. */
    public MongoCollection<Document> incidents() {
        return database.getCollection("incidents");
    }

    /** Notes of incidents. */
    public MongoCollection<Document> notes() {
        return database.getCollection("notes");
    }

    /** Comments on alerts. */
    public MongoCollection<Document> alertComments() {
        return database.getCollection("alert_comments");
    }

    /** Tasks, observables and other parts of incidents. */
    public MongoCollection<Document> incidentParts() {
        return database.getCollection("incident_parts");
    }

    /** Links between incidents. */
    public MongoCollection<Document> incidentLinks() {
        return database.getCollection("incident_links");
    }

    /** Templates of incidents that people made; the id is the template's. */
    public MongoCollection<Document> incidentTemplates() {
        return database.getCollection("incident_templates");
    }

    /** Definitions of custom fields of incidents. */
    public MongoCollection<Document> customFields() {
        return database.getCollection("custom_fields");
    }

    /** Evidence of incidents, with copies of events. */
    public MongoCollection<Document> evidence() {
        return database.getCollection("evidence");
    }

    /** What holds for the whole desk, by name. */
    public MongoCollection<Document> settings() {
        return database.getCollection("settings");
    }

    /** The history: changes that have left their outbox. */
    public MongoCollection<Document> changes() {
        return database.getCollection("changes");
    }

    /** VERIS records; the id is the incident's. */
    public MongoCollection<Document> veris() {
        return database.getCollection("veris");
    }

    /** Which incident has the VERIS record of an id; the id is a digest of the record's own id. */
    public MongoCollection<Document> verisIds() {
        return database.getCollection("veris_ids");
    }

    /** API keys. */
    public MongoCollection<Document> keys() {
        return database.getCollection("keys");
    }

    /** Local accounts of people. */
    public MongoCollection<Document> accounts() {
        return database.getCollection("accounts");
    }

    /** Tokens of senders. */
    public MongoCollection<Document> ingestTokens() {
        return database.getCollection("ingest_tokens");
    }

    /** Lists of values, by name. */
    public MongoCollection<Document> lists() {
        return database.getCollection("lists");
    }

    /** All whose documents hold an outbox. */
    public List<MongoCollection<Document>> withOutbox() {
        return List.of(
                incidents(),
                alerts(),
                notes(),
                alertComments(),
                incidentParts(),
                incidentLinks(),
                incidentTemplates(),
                customFields(),
                evidence(),
                settings(),
                ingestTokens(),
                accounts(),
                lists(),
                suppressions(),
                veris());
    }

    /** The audit; the id is the place in the chain. */
    public MongoCollection<Document> audit() {
        return database.getCollection("audit");
    }

    /** The collections whose documents end by themselves. */
    List<MongoCollection<Document>> ofAMoment() {
        return OF_A_MOMENT.stream().map(this::named).toList();
    }

    /** The names of all collections that are there to be kept, in order: not those of a moment. */
    public List<String> kept() {
        List<String> names = new ArrayList<>();
        for (String name : database.listCollectionNames()) {
            if (!name.startsWith("system.") && !OF_A_MOMENT.contains(name)) {
                names.add(name);
            }
        }
        names.sort(null);
        return names;
    }

    /** Whether documents of a collection can come from another desk. */
    public boolean isImported(String name) {
        return NAME.matcher(name).matches()
                && !OF_A_MOMENT.contains(name)
                && !OF_ONE_DESK.contains(name);
    }

    /** A collection by its name. */
    public MongoCollection<Document> named(String name) {
        return database.getCollection(name);
    }

    /** Sessions of the console. */
    public MongoCollection<Document> sessions() {
        return database.getCollection("sessions");
    }

    /** Log-ins by a provider that are done. */
    public MongoCollection<Document> oidcLogIns() {
        return database.getCollection("oidc_log_ins");
    }

    /** The ID tokens by which sessions were opened. */
    public MongoCollection<Document> oidcTokens() {
        return database.getCollection("oidc_tokens");
    }

    /** Requests with an Idempotency-Key, and what they were answered. */
    public MongoCollection<Document> requests() {
        return database.getCollection("requests");
    }

    /** Counters, and the version of the schema. */
    public MongoCollection<Document> counters() {
        return database.getCollection(Counters.NAME);
    }

    /** Whether the store answers now. */
    public boolean answers() {
        try {
            database.runCommand(new Document("ping", 1));
            return true;
        } catch (com.mongodb.MongoException _) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
