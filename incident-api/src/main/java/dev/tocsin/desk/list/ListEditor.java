package dev.tocsin.desk.list;

import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be done to lists and their entries, each as one change of the list. */
public final class ListEditor {
    private final ListStore store;

    public ListEditor(ListStore store) {
        this.store = store;
    }

    /**
     * Puts entries into a list; one that is there with the same value is replaced.
     *
     * @param all whether entries that are not among them leave the list
     * @param comment why, for the history
     * @throws ProblemException 404 without such a list, 422 when it would become too large
     */
    public StoredList put(
            String name,
            Collection<ListEntry> entries,
            boolean all,
            @Nullable String comment,
            Author author) {
        return store.edit(
                name,
                author,
                list -> {
                    SortedMap<String, ListEntry> after =
                            all ? new TreeMap<>() : new TreeMap<>(list.entries());
                    for (ListEntry entry : entries) {
                        ListEntry there = list.entries().get(entry.key());
                        after.put(
                                entry.key(),
                                there != null && there.saysTheSame(entry)
                                        ? there
                                        : entry.at(list.version() + 1));
                    }
                    return diff(list, after, comment, author);
                });
    }

    /**
     * Changes one entry.
     *
     * @param precondition asked with the entry's version
     * @param change makes the new entry of the present one
     */
    public ListEntry change(
            String name,
            String id,
            LongConsumer precondition,
            UnaryOperator<ListEntry> change,
            Author author) {
        StoredList changed =
                store.edit(
                        name,
                        author,
                        list -> {
                            ListEntry there = require(list, id, author);
                            precondition.accept(there.version());
                            ListEntry then = change.apply(there);
                            if (then.equals(there)) {
                                return null;
                            }
                            SortedMap<String, ListEntry> after = new TreeMap<>(list.entries());
                            after.put(then.key(), then.at(list.version() + 1));
                            return diff(list, after, null, author);
                        });
        return require(changed, id, author);
    }

    /** Takes one entry out. */
    public void remove(String name, String id, LongConsumer precondition, Author author) {
        store.edit(
                name,
                author,
                list -> {
                    ListEntry there = require(list, id, author);
                    precondition.accept(there.version());
                    SortedMap<String, ListEntry> after = new TreeMap<>(list.entries());
                    after.remove(there.key());
                    return diff(list, after, null, author);
                });
    }

    /** Changes the description. */
    public StoredList describe(
            String name, LongConsumer precondition, @Nullable String text, Author author) {
        return store.edit(
                name,
                author,
                list -> {
                    precondition.accept(list.version());
                    FieldChange field = FieldChange.of("description", list.description(), text);
                    return field.isReal()
                            ? new ListEdit(list.describedAs(text), "changed", List.of(field), null)
                            : null;
                });
    }

    /** Deletes a list: it leaves the topology, and its name is free. */
    public void delete(String name, LongConsumer precondition, Author author) {
        store.edit(
                name,
                author,
                list -> {
                    precondition.accept(list.version());
                    return new ListEdit(list.asDeleted(), "deleted", List.of(), null);
                });
    }

    /** Takes out what has expired. */
    void expire(String name, Author author) {
        store.edit(
                name,
                author,
                list -> {
                    List<ListEntry> left = list.inForce(author.clock().millis());
                    if (left.size() == list.entries().size()) {
                        return null;
                    }
                    List<String> gone = new ArrayList<>();
                    list.entries().values().stream()
                            .filter(entry -> !left.contains(entry))
                            .forEach(entry -> gone.add(entry.value()));
                    return new ListEdit(
                            list.with(left),
                            "expired",
                            List.of(ListEdit.values("entries", gone, List.of())),
                            null);
                });
    }

    /** The precondition of a request that must name a version. */
    public static LongConsumer matching(Context ctx) {
        return version -> Preconditions.requireMatch(ctx, version);
    }

    private static ListEntry require(StoredList list, String id, Author author) {
        ListEntry entry = list.entry(id, author.clock().millis());
        if (entry == null) {
            throw ProblemException.notFound(
                    "an entry of the list " + list.name() + " with the id " + id);
        }
        return entry;
    }

    private static @Nullable ListEdit diff(
            StoredList list,
            SortedMap<String, ListEntry> after,
            @Nullable String comment,
            Author author) {
        ListEdit edit = ListDiff.of(list, after, comment);
        if (edit != null) {
            requireRoom(edit.list(), author);
        }
        return edit;
    }

    private static void requireRoom(StoredList next, Author author) {
        int count = next.entries().size();
        if (count > StoredList.MAX_ENTRIES) {
            throw tooLarge(
                    "Expected at most %,d entries in a list, but found %,d"
                            .formatted(StoredList.MAX_ENTRIES, count));
        }
        int bytes = ListDocument.of(next, author.clock().millis()).length;
        if (bytes > ListDocument.MAX_BYTES) {
            throw tooLarge(
                    "Expected a list of at most %,d bytes, but found %,d"
                            .formatted(ListDocument.MAX_BYTES, bytes));
        }
    }

    private static ProblemException tooLarge(String detail) {
        return ProblemException.invalid(List.of(new Fault("/entries", detail)));
    }
}
