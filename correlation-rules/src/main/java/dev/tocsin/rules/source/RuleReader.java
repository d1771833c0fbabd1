package dev.tocsin.rules.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads the documents of a rule file: YAML 1.2, core schema, unique keys; legacy collections
 * ({@code action}) are merged.
 */
public final class RuleReader {
    private static final String SYNTAX_HINT =
            "check the indentation, and quote values that contain ': ', ' #' or begin with one of"
                    + " * & ! % @ { [";

    private RuleReader() {}

    /**
     * What a file holds.
     *
     * @param documents those that are YAML maps; what else was found wrong with one is in its
     *     problems
     * @param unreadable the problems of the documents that are no YAML maps, or only a part of
     *     others
     * @param total how many documents the file has, readable or not
     */
    public record Result(List<Document> documents, List<Problem> unreadable, int total) {
        public Result {
            documents = List.copyOf(documents);
            unreadable = List.copyOf(unreadable);
        }
    }

    /** Reads a file. */
    public static Result read(RuleFile file) {
        List<Document> documents = new ArrayList<>();
        List<Problem> unreadable = new ArrayList<>();
        int number = 0;
        for (DocumentSplitter.Part part : DocumentSplitter.split(file.text())) {
            DocumentProblems problems = new DocumentProblems(file.path(), ++number);
            Yaml root = read(part, problems);
            if (root instanceof Yaml.Mapping mapping) {
                documents.add(new Document(file.path(), number, mapping, problems));
            } else {
                if (root != null && !isNull(root)) {
                    problems.error(
                            root.at(),
                            "Expected a map of keys and values, but found " + root.what(),
                            "begin the document with 'title:'");
                }
                unreadable.addAll(problems.all());
            }
        }
        List<Document> rules = LegacyCollection.resolve(documents, unreadable);
        return new Result(rules, unreadable, number);
    }

    private static boolean isNull(Yaml root) {
        return root instanceof Yaml.Scalar scalar && scalar.isNull();
    }

    private static @Nullable Yaml read(DocumentSplitter.Part part, DocumentProblems problems) {
        try {
            LoadSettings settings = settings();
            Parser parser = new ParserImpl(settings, new StreamReader(settings, part.text()));
            Optional<Node> node =
                    new Composer(settings, new DepthLimit(parser, part.linesBefore()))
                            .getSingleNode();
            return node.isEmpty()
                    ? null
                    : new TreeBuilder(problems, part.linesBefore()).build(node.get());
        } catch (TreeBuilder.TooLarge e) {
            problems.error(e.at(), String.valueOf(e.getMessage()), "split it into several rules");
        } catch (MarkedYamlEngineException e) {
            problems.error(position(e, part), "Expected YAML, but " + complaint(e), SYNTAX_HINT);
        } catch (YamlEngineException e) {
            problems.error(
                    new Position(part.linesBefore() + 1, 1),
                    "Expected YAML, but " + firstLine(e.getMessage()),
                    SYNTAX_HINT);
        }
        return null;
    }

    private static LoadSettings settings() {
        return LoadSettings.builder()
                .setSchema(new WithoutMerge())
                .setAllowNonScalarKeys(true)
                .setUseMarks(true)
                .build();
    }

    /** The core schema as YAML 1.2 has it: {@code <<} is a key like any other. */
    private static final class WithoutMerge extends CoreSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            return new CoreScalarResolver(false);
        }
    }

    private static Position position(MarkedYamlEngineException e, DocumentSplitter.Part part) {
        Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
        return mark == null
                ? new Position(part.linesBefore() + 1, 1)
                : new Position(part.linesBefore() + mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String complaint(MarkedYamlEngineException e) {
        String context = e.getContext();
        String problem = firstLine(e.getProblem());
        return context == null ? problem : firstLine(context) + ": " + problem;
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "it cannot be read" : text.lines().findFirst().orElse("");
    }
}
