package dev.tocsin.embedded.document;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents by the values of one field, the first of an index's, in memory. It is filled by its
 * collection when a filter first needs it, and until then knows nothing. Locked by its collection.
 */
final class FieldIndex extends Index<Object> implements Lookup {
    private final NavigableMap<Object, Set<Object>> positions =
            new TreeMap<>(ValueComparator.ascWithoutListHandling());
    private boolean filled;

    FieldIndex(String name, List<IndexKey> keys) {
        // Sparse: that a document is not in it says nothing.
        super(name, keys, true);
    }

    @Override
    public String field() {
        return getKeys().getFirst().getKey();
    }

    @Override
    public Iterable<Object> positions(Condition condition) {
        Set<Object> found = new LinkedHashSet<>();
        switch (condition) {
            case Condition.Among(List<?> values) ->
                    values.forEach(value -> found.addAll(positions.getOrDefault(value, Set.of())));
            case Condition.Beyond(Object from, Object to) ->
                    beyond(from, to).forEach(found::addAll);
        }
        return found;
    }

    boolean isFilled() {
        return filled;
    }

    /** From now on it is kept up to date. */
    void fill() {
        filled = true;
    }

    void put(Document document, Object position) {
        Values.forEach(
                document,
                field(),
                value ->
                        positions
                                .computeIfAbsent(value, _ -> new LinkedHashSet<>(1))
                                .add(position));
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        if (filled) {
            put(document, position);
        }
    }

    @Override
    public @Nullable Object remove(Document document) {
        if (filled) {
            Object position = document.get("_id");
            Values.forEach(document, field(), value -> drop(value, position));
        }
        return null;
    }

    @Override
    public void updateInPlace(
            Document before, Document after, Object position, MongoCollection<Object> collection) {
        if (filled && !Values.areSame(before, after, field())) {
            Values.forEach(before, field(), value -> drop(value, position));
            put(after, position);
        }
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        // Any value may occur any number of times.
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        // Any value may occur any number of times.
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new IllegalStateException("Expected to be asked by condition, but found " + query);
    }

    @Override
    public boolean isEmpty() {
        // The collection fills it, not the one who adds it.
        return false;
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof FieldIndex;
    }

    @Override
    public long getCount() {
        return positions.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        positions.clear();
    }

    private Collection<Set<Object>> beyond(@Nullable Object from, @Nullable Object to) {
        return from == null
                ? positions.headMap(to, true).values()
                : positions.tailMap(from, true).values();
    }

    private void drop(Object value, @Nullable Object position) {
        Set<Object> same = positions.get(value);
        if (same != null && same.remove(position) && same.isEmpty()) {
            positions.remove(value);
        }
    }
}
