package dev.tocsin.desk.list;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.Once;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.DeskStore;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The lists that people keep. A change is one atomic write on the version that was read, together
 * with its entry in the outbox, from where it comes to the topology.
 */
public final class ListStore {
    /** The most lists that are not deleted. */
    static final int MAX_LISTS = 500;

    /** How often a change is tried again that met another one. */
    private static final int TRIES = 100;

    private final MongoCollection<Document> lists;
    private final OutboxSignals signals;

    public ListStore(DeskStore store, OutboxSignals signals) {
        this.lists = store.lists();
        this.signals = signals;
    }

    /** A list, or null when there is none or it was deleted. */
    public @Nullable StoredList find(String name) {
        StoredList list = findAlsoDeleted(name);
        return list == null || list.deleted() ? null : list;
    }

    /** A list, also a deleted one, or null. */
    public @Nullable StoredList findAlsoDeleted(String name) {
        Document found = lists.find(Filters.eq("_id", name)).first();
        return found == null ? null : StoredList.from(found);
    }

    /** All lists that are not deleted, by name. */
    public List<StoredList> all() {
        List<StoredList> all = new ArrayList<>();
        for (Document document :
                lists.find(Filters.eq("deleted", false))
                        .sort(Sorts.ascending("_id"))
                        .limit(MAX_LISTS)) {
            all.add(StoredList.from(document));
        }
        return all;
    }

    /** Names of lists with an entry that is no longer in force. */
    List<String> withExpired(long nowMs) {
        List<String> names = new ArrayList<>();
        for (Document document :
                lists.find(Filters.lte("next_expiry", nowMs))
                        .projection(Projections.include("_id"))) {
            names.add(document.getString("_id"));
        }
        return names;
    }

    /** What a request made before it broke off; null when it made none. */
    @Nullable StoredList made(String name, Author author) {
        return author.made(lists.find(Filters.eq("_id", name)).first(), StoredList::from);
    }

    /**
     * Makes a list without entries.
     *
     * @throws ProblemException 409 when there is one of that name, or there are too many
     */
    public StoredList create(
            String name, ListKind kind, @Nullable String description, Author author) {
        if (lists.countDocuments(Filters.eq("deleted", false)) >= MAX_LISTS) {
            throw ProblemException.conflict(
                    "Expected fewer than %d lists, but found as many; delete some that are not used"
                            .formatted(MAX_LISTS));
        }
        StoredList before = findAlsoDeleted(name);
        if (before != null && !before.deleted()) {
            throw taken(name);
        }
        StoredList made =
                new StoredList(
                        name,
                        kind,
                        description,
                        before == null ? 1 : before.version() + 1,
                        author.clock().millis(),
                        author.name(),
                        false,
                        new TreeMap<>());
        Change change = created(made, author);
        if (before == null
                ? !insert(made, author, change)
                : !replace(before, made, change, Updates.set(Once.MADE_BY, author.mark()))) {
            throw taken(name);
        }
        signals.wake(lists, name);
        return made;
    }

    private static Change created(StoredList made, Author author) {
        List<FieldChange> fields = new ArrayList<>();
        fields.add(FieldChange.of("kind", null, Texts.name(made.kind())));
        fields.add(FieldChange.of("description", null, made.description()));
        fields.removeIf(field -> !field.isReal());
        return author.change(Kind.LIST, made.name(), "created", made.version(), fields, null);
    }

    private static ProblemException taken(String name) {
        return ProblemException.conflict(
                "Expected a name that no list has, but found a list " + name);
    }

    /**
     * Changes a list; what the caller makes of it must follow from it alone, because it is asked
     * again when somebody else was faster.
     *
     * @param edit null when nothing has to change
     * @return the list as it is afterwards
     * @throws ProblemException 404 when there is no such list
     */
    StoredList edit(String name, Author author, ListEdit.Maker edit) {
        for (int i = 0; i < TRIES; i++) {
            StoredList before = find(name);
            if (before == null) {
                throw ProblemException.notFound("a list with the name " + name);
            }
            ListEdit made = edit.of(before);
            if (made == null) {
                return before;
            }
            StoredList after = made.list().next(author.clock().millis(), author.name());
            if (replace(before, after, change(made, after, author))) {
                signals.wake(lists, name);
                return after;
            }
        }
        throw ProblemException.unavailable(
                "Expected to change the list " + name + ", but others changed it all the time");
    }

    private static Change change(ListEdit made, StoredList after, Author author) {
        return author.change(
                Kind.LIST,
                after.name(),
                made.action(),
                after.version(),
                made.fields(),
                made.comment());
    }

    private boolean insert(StoredList made, Author author, Change change) {
        try {
            Document document = new Document("_id", made.name());
            document.putAll(made.toDocument());
            document.append(Once.MADE_BY, author.mark());
            lists.insertOne(document.append(Outbox.FIELD, Outbox.of(change)));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private boolean replace(StoredList before, StoredList after, Change change, Bson... more) {
        List<Bson> updates = new ArrayList<>(List.of(more));
        after.toDocument().forEach((name, value) -> updates.add(Updates.set(name, value)));
        updates.add(Outbox.push(change));
        return lists.updateOne(
                                Filters.and(
                                        Filters.eq("_id", before.name()),
                                        Filters.eq("version", before.version())),
                                Updates.combine(updates))
                        .getModifiedCount()
                == 1;
    }
}
