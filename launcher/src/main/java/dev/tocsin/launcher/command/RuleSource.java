package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Settings;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.explain.CatalogEntry;
import dev.tocsin.rules.explain.RuleCatalog;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that says where rules are, and the rules that an argument means. */
final class RuleSource {
    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "The directory of rule files (the rules that we ship).")
    @Nullable Path given;

    @Mixin ListsOption lists = new ListsOption();

    /**
     * What an argument means.
     *
     * @param entries its documents; at least one
     */
    record Selection(RuleCatalog catalog, List<CatalogEntry> entries) {}

    /** The rule files. */
    List<RuleFile> files() throws IOException, WrongArgument {
        Path directory = directory();
        List<RuleFile> files = RuleDirectory.read(directory);
        if (files.isEmpty()) {
            throw new WrongArgument(
                    "Expected rule files (*.yml) in " + directory + ", but found none");
        }
        return files;
    }

    /** What placeholders stand for: the lists that were given, and those of the directory. */
    Placeholders placeholders() throws IOException, WrongArgument {
        return lists.over(directory());
    }

    /** The documents that a path, an id, a name or a title means. */
    Selection select(String rule) throws IOException, WrongArgument {
        Path file = Path.of(rule);
        if (!Files.isRegularFile(file)) {
            return selected(catalog(), rule, rule);
        }
        Path directory = given == null ? defaultDirectory() : given;
        Path real = file.toRealPath();
        if (Files.isDirectory(directory) && real.startsWith(directory.toRealPath())) {
            Path relative = directory.toRealPath().relativize(real);
            return selected(catalog(), relative.toString().replace('\\', '/'), rule);
        }
        return selected(catalogOf(file), file.toString(), rule);
    }

    private static Selection selected(RuleCatalog catalog, String text, String asGiven)
            throws WrongArgument {
        List<CatalogEntry> found = catalog.find(text);
        if (found.isEmpty()) {
            List<String> near = catalog.near(asGiven);
            throw new WrongArgument(
                    "Expected the path, id, name or title of a rule, but found '"
                            + asGiven
                            + "'"
                            + (near.isEmpty()
                                    ? "; ./tocsin rules list DIR shows what there is"
                                    : "; did you mean " + String.join(", ", near) + "?"));
        }
        return new Selection(catalog, found);
    }

    private RuleCatalog catalog() throws IOException, WrongArgument {
        return RuleCatalog.of(files(), RuleDirectory.readTests(directory()), placeholders());
    }

    /** A file that lies elsewhere: alone, or with the rules of a directory that was named. */
    private RuleCatalog catalogOf(Path file) throws IOException, WrongArgument {
        List<RuleFile> files = new ArrayList<>(given == null ? List.of() : files());
        files.add(read(file));
        List<RuleFile> tests = new ArrayList<>();
        String stem = file.toString().replaceFirst("\\.ya?ml$", "");
        for (String ending : List.of(".test.yml", ".test.yaml")) {
            Path test = Path.of(stem + ending);
            if (Files.isRegularFile(test)) {
                tests.add(read(test));
            }
        }
        return RuleCatalog.of(files, tests, given == null ? lists.placeholders() : placeholders());
    }

    private static RuleFile read(Path file) throws IOException {
        return new RuleFile(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    }

    private Path directory() throws WrongArgument {
        Path directory = given == null ? defaultDirectory() : given;
        if (!Files.isDirectory(directory)) {
            throw new WrongArgument(
                    "Expected a directory of rule files, but found "
                            + (Files.exists(directory) ? "a file: " : "nothing at ")
                            + directory);
        }
        return directory;
    }

    private static Path defaultDirectory() {
        return Settings.from(System.getenv()).rules();
    }
}
