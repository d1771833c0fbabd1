package dev.tocsin.rules.explain;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.explain.CatalogEntry.Kind;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Popularity;
import dev.tocsin.rules.plan.RiskPlan;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.run.TestOutline;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.RuleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The documents of some rule files beside what they compiled to, and who refers to whom. */
public final class RuleCatalog {
    private final Compilation compilation;
    private final List<CatalogEntry> entries = new ArrayList<>();
    private final List<RuleFile> tests;

    private RuleCatalog(Compilation compilation, List<RuleFile> tests) {
        this.compilation = compilation;
        this.tests = List.copyOf(tests);
    }

    /**
     * Compiles the files together.
     *
     * @param tests the test files beside them
     */
    public static RuleCatalog of(List<RuleFile> files, List<RuleFile> tests, Placeholders lists) {
        RuleCatalog catalog = new RuleCatalog(RuleCompiler.compile(files, lists), tests);
        for (RuleFile file : files) {
            for (Document document : RuleReader.read(file).documents()) {
                catalog.entries.add(CatalogEntry.of(document));
            }
        }
        return catalog;
    }

    /** What the files compiled to. */
    public Compilation compilation() {
        return compilation;
    }

    /** What the index weighs the witnesses of the rules by. */
    Popularity popularity() {
        return Popularity.of(compilation.rules().rules());
    }

    /** Every readable document, in the order of the files. */
    public List<CatalogEntry> entries() {
        return List.copyOf(entries);
    }

    /**
     * The documents that a text means: those of a file of that path, else that of that id or name,
     * else those of that title, case ignored; none when it means nothing.
     */
    public List<CatalogEntry> find(String text) {
        List<CatalogEntry> found = where(entry -> entry.document().file().equals(text));
        if (found.isEmpty()) {
            found = where(entry -> entry.isCalled(text) || entry.alertId().equals(text));
        }
        if (found.isEmpty()) {
            found = where(entry -> entry.title().equalsIgnoreCase(text));
        }
        return found;
    }

    /** Names of documents that a wrong name may mean, at most five. */
    public List<String> near(String text) {
        List<String> near = new ArrayList<>();
        for (CatalogEntry entry : entries) {
            if (near.size() < 5
                    && (Likeness.of(text, entry.alertId()) < Likeness.NONE
                            || Likeness.of(text, entry.title()) < Likeness.NONE)) {
                near.add(entry.alertId());
            }
        }
        return near;
    }

    /** The compiled rule of an entry; null when it is none, or has errors. */
    public @Nullable RulePlan rule(CatalogEntry entry) {
        return entry.kind() == Kind.RULE ? compilation.rules().rule(entry.alertId()) : null;
    }

    /** The compiled correlation of an entry; null when it is none, or has errors. */
    public @Nullable CorrelationPlan correlation(CatalogEntry entry) {
        return entry.kind() == Kind.CORRELATION
                ? compilation.rules().correlation(entry.alertId())
                : null;
    }

    /** What is wrong with an entry. */
    public List<Problem> problems(CatalogEntry entry) {
        List<Problem> problems = new ArrayList<>();
        for (Problem problem : compilation.problems()) {
            if (problem.file().equals(entry.document().file())
                    && problem.document() == entry.document().number()) {
                problems.add(problem);
            }
        }
        return problems;
    }

    /** The compiled threshold of an entry; null when it is none, or has errors. */
    public @Nullable RiskPlan risk(CatalogEntry entry) {
        for (RiskPlan risk : compilation.rules().risks()) {
            if (entry.kind() == Kind.RISK && risk.id().equals(entry.alertId())) {
                return risk;
            }
        }
        return null;
    }

    /** The correlations and filters that name an entry, and the filters that are for its source. */
    public List<CatalogEntry> referrers(CatalogEntry entry) {
        return where(other -> refers(other, entry));
    }

    /** The entry that a reference names, or null. */
    public @Nullable CatalogEntry named(String reference) {
        List<CatalogEntry> found =
                where(entry -> entry.kind() != Kind.FILTER && entry.isCalled(reference));
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The tests beside the file of an entry. */
    public List<TestOutline> tests(CatalogEntry entry) {
        return TestOutline.beside(entry.document().file(), tests);
    }

    private static boolean refers(CatalogEntry from, CatalogEntry to) {
        List<String> references = from.references();
        boolean open =
                references.isEmpty()
                        || (references.size() == 1 && references.getFirst().equals("any"));
        if (from.kind() == Kind.FILTER && open) {
            return to.kind() == Kind.RULE && Conflict.contains(from.logSource(), to.logSource());
        }
        return references.stream().anyMatch(to::isCalled);
    }

    private List<CatalogEntry> where(Predicate<CatalogEntry> wanted) {
        return entries.stream().filter(wanted).toList();
    }
}
