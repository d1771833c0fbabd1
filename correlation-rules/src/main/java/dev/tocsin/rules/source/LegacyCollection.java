package dev.tocsin.rules.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Legacy rule collections: a document with {@code action: global} is merged into every later
 * document of the file, {@code reset} forgets the global ones, {@code repeat} merges itself into
 * the document before it. Maps merge deeply; everything else is replaced.
 */
final class LegacyCollection {
    private static final String ACTION = "action";

    private Yaml.@Nullable Mapping global;
    private Yaml.@Nullable Mapping previous;
    private final List<Document> resolved = new ArrayList<>();

    private LegacyCollection() {}

    static List<Document> resolve(List<Document> documents) {
        LegacyCollection collection = new LegacyCollection();
        documents.forEach(collection::add);
        return collection.resolved;
    }

    private void add(Document document) {
        Yaml.Mapping root = without(document.root());
        switch (action(document)) {
            case "" -> emit(document, merge(global, root));
            case "global" -> {
                global = merge(global, root);
                keepIfBroken(document);
            }
            case "reset" -> {
                global = null;
                keepIfBroken(document);
            }
            case "repeat" -> emit(document, merge(previous == null ? global : previous, root));
            case String other -> {
                document.problems()
                        .error(
                                document.root().at(),
                                "Expected action global, reset or repeat, but found '"
                                        + other
                                        + "'",
                                "remove 'action', or use several documents");
                resolved.add(document);
            }
        }
    }

    private static String action(Document document) {
        Yaml value = document.root().get(ACTION);
        return value == null ? "" : value instanceof Yaml.Scalar s ? s.text() : value.what();
    }

    private void emit(Document document, Yaml.Mapping root) {
        previous = root;
        resolved.add(new Document(document.file(), document.number(), root, document.problems()));
    }

    /** A global document is no rule, but its problems must be reported. */
    private void keepIfBroken(Document document) {
        if (document.problems().hasErrors()) {
            resolved.add(document);
        }
    }

    private static Yaml.Mapping without(Yaml.Mapping root) {
        List<Yaml.Entry> entries = new ArrayList<>(root.entries());
        entries.removeIf(entry -> entry.key().equals(ACTION));
        return new Yaml.Mapping(entries, root.at());
    }

    private static Yaml.Mapping merge(Yaml.@Nullable Mapping base, Yaml.Mapping over) {
        if (base == null) {
            return over;
        }
        List<Yaml.Entry> entries = new ArrayList<>();
        for (Yaml.Entry entry : base.entries()) {
            Yaml.Entry other = over.entry(entry.key());
            entries.add(other == null ? entry : merge(entry, other));
        }
        for (Yaml.Entry entry : over.entries()) {
            if (!base.has(entry.key())) {
                entries.add(entry);
            }
        }
        return new Yaml.Mapping(entries, over.at());
    }

    private static Yaml.Entry merge(Yaml.Entry base, Yaml.Entry over) {
        return base.value() instanceof Yaml.Mapping below
                        && over.value() instanceof Yaml.Mapping above
                ? new Yaml.Entry(over.key(), over.at(), merge(below, above))
                : over;
    }
}
