package dev.tocsin.rules.compile;

import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.RuleReader;
import java.util.ArrayList;
import java.util.List;

/** The documents of all files, by kind. */
final class SourceSet {
    private static final List<String> KINDS = List.of("detection", "correlation", "filter");

    private final List<Document> all = new ArrayList<>();
    private final List<Document> rules = new ArrayList<>();
    private final List<Document> correlations = new ArrayList<>();
    private final List<Document> filters = new ArrayList<>();
    private final List<Document> risks = new ArrayList<>();
    private final List<Problem> unreadable = new ArrayList<>();

    SourceSet(List<RuleFile> files) {
        for (RuleReader.Result read : files.parallelStream().map(RuleReader::read).toList()) {
            unreadable.addAll(read.unreadable());
            read.documents().forEach(this::sort);
        }
    }

    private void sort(Document document) {
        all.add(document);
        List<String> kinds = new ArrayList<>(KINDS);
        kinds.removeIf(kind -> !document.root().has(kind));
        if (kinds.isEmpty() && document.root().has("risk")) {
            risks.add(document);
            return;
        }
        if (kinds.size() != 1) {
            document.problems()
                    .error(
                            document.root().at(),
                            "Expected one of detection, correlation and filter, but found "
                                    + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)),
                            kinds.isEmpty()
                                    ? "add 'detection:' with a condition"
                                    : "split it into documents, with '---' between them");
            return;
        }
        switch (kinds.getFirst()) {
            case "detection" -> rules.add(document);
            case "correlation" -> correlations.add(document);
            default -> filters.add(document);
        }
    }

    List<Document> rules() {
        return rules;
    }

    List<Document> correlations() {
        return correlations;
    }

    List<Document> filters() {
        return filters;
    }

    /** Those with nothing but {@code risk}: a rule may have such a field of its own. */
    List<Document> risks() {
        return risks;
    }

    /** Everything that is wrong, by file, line and column. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(unreadable);
        for (Document document : all) {
            problems.addAll(document.problems().all());
        }
        problems.sort(Problem.BY_PLACE);
        return problems;
    }
}
