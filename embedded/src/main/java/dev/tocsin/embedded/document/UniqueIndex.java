package dev.tocsin.embedded.document;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** An index whose keys occur once, in memory, in order. Locked by its collection. */
final class UniqueIndex extends AbstractUniqueIndex<Object> implements Lookup {
    private static final Comparator<Object> VALUES = ValueComparator.ascWithoutListHandling();

    private final NavigableMap<KeyValue, Object> positions = new TreeMap<>(UniqueIndex::compare);

    UniqueIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
    }

    /** Takes in what the file has, unless a key is there twice: then all is left to the check. */
    void load(MVMap<Object, Document> documents) {
        for (Map.Entry<Object, Document> entry : documents.entrySet()) {
            for (KeyValue key : keysOf(entry.getValue())) {
                if (positions.put(key, entry.getKey()) != null) {
                    positions.clear();
                    return;
                }
            }
        }
    }

    @Override
    public String field() {
        return getKeys().getFirst().getKey();
    }

    @Override
    public Iterable<Object> positions(Condition condition) {
        Set<Object> found = new LinkedHashSet<>();
        switch (condition) {
            case Condition.Among(List<?> values) -> values.forEach(value -> addEqual(value, found));
            case Condition.Beyond(Object from, Object to) when from == null ->
                    addUpTo(positions, to, found);
            case Condition.Beyond(Object from, Object _) ->
                    found.addAll(positions.tailMap(new KeyValue(from), true).values());
        }
        return found;
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return positions.remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return positions.putIfAbsent(key, position) == null;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
        return positions.entrySet();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return positions.get(key);
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof UniqueIndex && super.hasSameOptions(other);
    }

    @Override
    public long getCount() {
        return positions.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    private void addEqual(Object value, Set<Object> found) {
        addUpTo(positions.tailMap(new KeyValue(value), true), value, found);
    }

    /** A key of several values is ordered by its first, and after the key of that value alone. */
    private static void addUpTo(
            NavigableMap<KeyValue, Object> from, @Nullable Object last, Set<Object> found) {
        for (Map.Entry<KeyValue, Object> entry : from.entrySet()) {
            if (VALUES.compare(entry.getKey().get(0), last) > 0) {
                return;
            }
            found.add(entry.getValue());
        }
    }

    private Collection<KeyValue> keysOf(Document document) {
        return isSparse() && getKeys().stream().noneMatch(key -> Values.has(document, key.getKey()))
                ? List.of()
                : getKeyValues(document);
    }

    private static int compare(KeyValue one, KeyValue other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = VALUES.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
