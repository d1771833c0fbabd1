package dev.tocsin.rules.check;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.RuleReader;
import java.util.List;

/**
 * The check of some rule files.
 *
 * @param files how many files there are
 * @param documents how many documents they have, readable or not
 * @param rules how many detection rules compiled
 * @param correlations how many correlations compiled
 * @param filters how many filters have no errors
 * @param compilation the rule set and every problem
 */
public record RuleCheck(
        int files,
        int documents,
        int rules,
        int correlations,
        int filters,
        Compilation compilation) {

    /** Checks the files together: references may cross files. */
    public static RuleCheck of(List<RuleFile> files, Placeholders lists) {
        Compilation compilation = RuleCompiler.compile(files, lists);
        int documents = 0;
        int filters = 0;
        for (RuleFile file : files) {
            RuleReader.Result read = RuleReader.read(file);
            documents += read.total();
            for (Document document : read.documents()) {
                filters += isSoundFilter(document, compilation.problems()) ? 1 : 0;
            }
        }
        return new RuleCheck(
                files.size(),
                documents,
                compilation.rules().rules().size(),
                compilation.rules().correlations().size(),
                filters,
                compilation);
    }

    /** How many errors there are. */
    public int errors() {
        int errors = 0;
        for (Problem problem : compilation.problems()) {
            errors += problem.isError() ? 1 : 0;
        }
        return errors;
    }

    /** How many warnings there are. */
    public int warnings() {
        return compilation.problems().size() - errors();
    }

    private static boolean isSoundFilter(Document document, List<Problem> problems) {
        if (!document.root().has("filter")) {
            return false;
        }
        for (Problem problem : problems) {
            if (problem.isError()
                    && problem.file().equals(document.file())
                    && problem.document() == document.number()) {
                return false;
            }
        }
        return true;
    }
}
