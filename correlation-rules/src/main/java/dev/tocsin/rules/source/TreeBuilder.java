package dev.tocsin.rules.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * From the YAML library's nodes to ours: checks keys and tags, and puts limits on what aliases can
 * blow up.
 */
final class TreeBuilder {
    static final int MAX_DEPTH = 64;
    static final int MAX_VALUES = 100_000;

    /** What we keep as a number; every other spelling keeps its text. */
    private static final Pattern CANONICAL_DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private static final int MAX_DIGITS = 100;

    private final DocumentProblems problems;
    private final int linesBefore;
    private int values;

    TreeBuilder(DocumentProblems problems, int linesBefore) {
        this.problems = problems;
        this.linesBefore = linesBefore;
    }

    /** Thrown when a limit is passed: the document cannot be read any further. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Position at;

        TooLarge(Position at, String message) {
            super(message, null, false, false);
            this.at = at;
        }

        Position at() {
            return at;
        }
    }

    Yaml build(Node node) {
        return build(node, 0);
    }

    static TooLarge tooDeep(Position at) {
        return new TooLarge(
                at, "Expected at most " + MAX_DEPTH + " levels of nesting, but found more");
    }

    private Yaml build(Node node, int depth) {
        Position at = position(node);
        if (depth > MAX_DEPTH) {
            throw tooDeep(at);
        }
        if (++values > MAX_VALUES) {
            throw new TooLarge(
                    at, "Expected at most " + MAX_VALUES + " values, but found more with aliases");
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar, at);
            case SequenceNode sequence -> sequence(sequence, at, depth);
            case MappingNode mapping -> mapping(mapping, at, depth);
            default -> throw new IllegalStateException("Expected a node, but found " + node);
        };
    }

    private Yaml.Scalar scalar(ScalarNode node, Position at) {
        return new Yaml.Scalar(node.getValue(), kind(node, at), node.isPlain(), at);
    }

    private Yaml.Kind kind(ScalarNode node, Position at) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return Yaml.Kind.NULL;
        }
        if (tag.equals(Tag.BOOL)) {
            return Yaml.Kind.BOOLEAN;
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            String text = node.getValue();
            boolean number =
                    text.length() <= MAX_DIGITS && CANONICAL_DECIMAL.matcher(text).matches();
            return number ? Yaml.Kind.NUMBER : Yaml.Kind.TEXT;
        }
        if (!tag.equals(Tag.STR) && !tag.equals(Tag.MERGE)) {
            problems.error(
                    at,
                    "Expected a value without a YAML tag, but found " + tag.getValue(),
                    "remove the tag; quote the value to keep it as text");
        }
        return Yaml.Kind.TEXT;
    }

    private Yaml.Sequence sequence(SequenceNode node, Position at, int depth) {
        List<Yaml> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(build(item, depth + 1));
        }
        return new Yaml.Sequence(items, at);
    }

    private Yaml.Mapping mapping(MappingNode node, Position at, int depth) {
        List<Yaml.Entry> entries = new ArrayList<>();
        Map<String, Position> seen = new HashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Position keyAt = position(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.error(
                        keyAt,
                        "Expected a text as key, but found a list or a map",
                        "quote the key if it is meant as text");
                continue;
            }
            Yaml value = build(tuple.getValueNode(), depth + 1);
            String name = key.getValue();
            Position first = seen.putIfAbsent(name, keyAt);
            if (first != null) {
                problems.error(
                        keyAt,
                        "Expected each key once, but found '"
                                + name
                                + "' again (first in line "
                                + first.line()
                                + ")",
                        "merge the two into one list of values, or rename one");
            } else if (name.equals("<<")) {
                problems.error(
                        keyAt,
                        "Expected no merge key, but found '<<'",
                        "YAML 1.2 has none: write the keys out");
            } else {
                entries.add(new Yaml.Entry(name, keyAt, value));
            }
        }
        return new Yaml.Mapping(entries, at);
    }

    private Position position(Node node) {
        Mark mark = node.getStartMark().orElse(null);
        return mark == null
                ? new Position(linesBefore + 1, 1)
                : new Position(linesBefore + mark.getLine() + 1, mark.getColumn() + 1);
    }
}
