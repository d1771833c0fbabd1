package dev.tocsin.desk.veris;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Insertion;
import dev.tocsin.id.ContentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which incident has the record of a VERIS {@code incident_id}. An entry is written before the
 * record: an import that broke off finds the same incident again.
 */
final class VerisIds {
    private static final String INCIDENT = "incident";

    private final MongoCollection<Document> ids;
    private final VerisStore records;

    VerisIds(DeskStore store, VerisStore records) {
        this.ids = store.verisIds();
        this.records = records;
    }

    /**
     * The incidents of ids.
     *
     * @param wanted gives as many new numbers of incidents as ids have none
     * @return by id
     */
    Map<String, String> claimAll(Collection<String> all, IntFunction<List<String>> wanted) {
        Map<String, String> keys = new HashMap<>();
        all.forEach(id -> keys.put(ContentId.of(id), id));
        Map<String, String> found = find(keys);
        List<String> without = all.stream().filter(id -> !found.containsKey(id)).toList();
        if (without.isEmpty()) {
            return found;
        }
        Iterator<String> numbers = wanted.apply(without.size()).iterator();
        List<Document> claims = new ArrayList<>();
        for (String id : without) {
            String incident = numbers.next();
            claims.add(claim(id, incident));
            found.put(id, incident);
        }
        if (!Insertion.ifAbsent(ids, claims).isEmpty()) {
            // Another import claimed one at the same moment: its number is the id's.
            found.putAll(find(keys));
        }
        return found;
    }

    private Map<String, String> find(Map<String, String> idByKey) {
        Map<String, String> found = new HashMap<>();
        for (Document entry : ids.find(Filters.in("_id", idByKey.keySet()))) {
            found.put(idByKey.getOrDefault(entry.getString("_id"), ""), entry.getString(INCIDENT));
        }
        return found;
    }

    private static Document claim(String id, String incident) {
        return new Document("_id", ContentId.of(id))
                .append(INCIDENT, incident)
                .append("incident_id", id);
    }

    /**
     * Gives an id to an incident.
     *
     * @return the other incident that has a record of this id; null when it was given
     */
    @Nullable String take(String id, String incident) {
        String owner = claimAll(List.of(id), _ -> List.of(incident)).getOrDefault(id, incident);
        if (owner.equals(incident)) {
            return null;
        }
        if (id.equals(idOf(owner))) {
            return owner;
        }
        long moved =
                ids.updateOne(
                                Filters.and(
                                        Filters.eq("_id", ContentId.of(id)),
                                        Filters.eq(INCIDENT, owner)),
                                Updates.set(INCIDENT, incident))
                        .getModifiedCount();
        return moved == 1 ? null : owner;
    }

    private @Nullable String idOf(String incident) {
        VerisRecord record = records.find(incident);
        byte[] bytes = record == null ? null : record.bytes();
        return bytes == null ? null : VerisDocument.read(bytes).incidentId();
    }
}
