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
    private final List<Problem> problems;

    private LegacyCollection(List<Problem> problems) {
        this.problems = problems;
    }

    /**
     * The documents that are rules by themselves.
     *
     * @param problems where those of the others go
     */
    static List<Document> resolve(List<Document> documents, List<Problem> problems) {
        LegacyCollection collection = new LegacyCollection(problems);
        documents.forEach(collection::add);
        return collection.resolved;
    }

    private void add(Document document) {
        Yaml.Mapping root = without(document.root());
        Yaml action = document.root().get(ACTION);
        switch (action == null ? "" : action instanceof Yaml.Scalar s ? s.text() : action.what()) {
            case "" -> emit(document, merge(global, root));
            case "global" -> {
                global = merge(global, root);
                problems.addAll(document.problems().all());
            }
            case "reset" -> {
                global = null;
                problems.addAll(document.problems().all());
            }
            case "repeat" -> {
                Yaml.Mapping base = previous == null ? global : previous;
                if (base == null) {
                    wrong(document, "a document before 'action: repeat', but found none");
                } else {
                    emit(document, merge(base, root));
                }
            }
            default ->
                    wrong(
                            document,
                            "action global, reset or repeat, but found "
                                    + (action == null ? "none" : action.what()));
        }
    }

    private void wrong(Document document, String expected) {
        Yaml.Entry action = document.root().entry(ACTION);
        document.problems()
                .error(
                        action == null ? document.root().at() : action.value().at(),
                        "Expected " + expected,
                        "remove 'action', or use several documents");
        problems.addAll(document.problems().all());
    }

    private void emit(Document document, Yaml.Mapping root) {
        previous = root;
        resolved.add(new Document(document.file(), document.number(), root, document.problems()));
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
