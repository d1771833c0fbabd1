package dev.tocsin.rules.logsource;

import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.RuleReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The YAML files that we ship beside the rules. A directory's {@code index.yml} names its files in
 * the order in which they are read.
 */
final class ContentFiles {
    private static final String ROOT = "/dev/tocsin/rules/";
    private static final String INDEX = "/index.yml";

    private ContentFiles() {}

    /** The files of a directory that we ship, {@code mappings} or {@code logsources}. */
    static List<RuleFile> shipped(String directory) {
        List<Problem> problems = new ArrayList<>();
        List<RuleFile> files = new ArrayList<>();
        for (Document index : documents(List.of(read(directory + INDEX)), problems)) {
            Section section = new Section(index.root(), index.problems());
            section.allowOnly("files");
            for (String name : section.texts("files")) {
                files.add(read(directory + "/" + name));
            }
            problems.addAll(index.problems().all());
        }
        requireNone(problems);
        return files;
    }

    /** The documents of some files; what is no document is among the problems. */
    static List<Document> documents(List<RuleFile> files, List<Problem> problems) {
        List<Document> documents = new ArrayList<>();
        for (RuleFile file : files) {
            RuleReader.Result read = RuleReader.read(file);
            problems.addAll(read.unreadable());
            documents.addAll(read.documents());
        }
        return documents;
    }

    /** What we ship has no problems; a build whose tests passed never throws here. */
    static void requireNone(List<Problem> problems) {
        if (!problems.isEmpty()) {
            StringBuilder text =
                    new StringBuilder("Expected sound log source files, but found problems:");
            problems.forEach(problem -> text.append('\n').append(problem));
            throw new IllegalStateException(text.toString());
        }
    }

    private static RuleFile read(String name) {
        try (InputStream in = ContentFiles.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "Expected the file " + name + ", but it is absent: correct the index.yml");
            }
            return new RuleFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
