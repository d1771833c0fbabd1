package dev.tocsin.rules.compile;

import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds rules and correlations by id or name, and complains about two of one id or name. */
final class References {
    /** What a reference can name. */
    sealed interface Target {
        Document document();

        Header header();
    }

    record ToRule(RuleDraft rule) implements Target {
        @Override
        public Document document() {
            return rule.document();
        }

        @Override
        public Header header() {
            return rule.header();
        }
    }

    record ToCorrelation(CorrelationDraft correlation) implements Target {
        @Override
        public Document document() {
            return correlation.document();
        }

        @Override
        public Header header() {
            return correlation.header();
        }
    }

    private final Map<String, Target> targets = new HashMap<>();

    /** Those that have neither id nor name: nothing can refer to them. */
    private final Map<String, Target> nameless = new HashMap<>();

    References(Collection<RuleDraft> rules, Collection<CorrelationDraft> correlations) {
        rules.forEach(rule -> add(new ToRule(rule)));
        correlations.forEach(correlation -> add(new ToCorrelation(correlation)));
    }

    /** The target of that id or name, or null. */
    @Nullable Target find(String idOrName) {
        return targets.get(idOrName);
    }

    /** The way out of a reference to nothing. */
    String suggestion(String wrong) {
        return targets.isEmpty() ? "there are no rules" : Suggestion.among(wrong, targets.keySet());
    }

    private void add(Target target) {
        String id = target.header().metadata().sigmaId();
        String name = target.header().metadata().name();
        if (id != null) {
            add(targets, id, "id", target);
        }
        if (name != null && !name.equals(id)) {
            add(targets, name, "name", target);
        }
        if (id == null && name == null) {
            add(nameless, target.header().alertRule().id(), "title", target);
        }
    }

    private static void add(Map<String, Target> known, String key, String what, Target target) {
        Target first = known.putIfAbsent(key, target);
        if (first != null) {
            Document document = target.document();
            Yaml.Entry entry = document.root().entry(what);
            document.problems()
                    .error(
                            entry == null ? document.root().at() : entry.at(),
                            "Expected "
                                    + what
                                    + " to be unique, but found it in "
                                    + first.document().file()
                                    + ", document "
                                    + first.document().number()
                                    + ", too",
                            "give this one another " + what);
        }
    }
}
