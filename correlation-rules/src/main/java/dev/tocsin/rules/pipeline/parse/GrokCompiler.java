package dev.tocsin.rules.pipeline.parse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tocsin.rules.compile.RegexSize;
import dev.tocsin.rules.compile.Suggestion;
import dev.tocsin.rules.pipeline.parse.GrokPattern.Capture;
import dev.tocsin.rules.pipeline.step.Place;
import dev.tocsin.rules.pipeline.step.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the names in {@code %{NAME:field:type}} out, until a regular expression is left. A group
 * {@code (?<field>…)} is a field too.
 */
public final class GrokCompiler {
    /** The longest regular expression that may come of it. */
    static final int LONGEST = 50_000;

    /** How deep names may stand for names. */
    static final int DEEPEST = 20;

    private static final java.util.regex.Pattern NAME =
            java.util.regex.Pattern.compile(
                    "%\\{(\\w+)(?::([^}:]*))?(?::([^}:]*))?}|\\(\\?P?<([^>=!]+)>");

    /** What is wrong with a pattern, and the way out. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final String hint;

        Malformed(String message, String hint) {
            super(message);
            this.hint = hint;
        }

        public String hint() {
            return hint;
        }
    }

    private record Field(Place place, Type type) {}

    private final Map<String, String> definitions;
    private final List<Field> fields = new ArrayList<>();
    private final StringBuilder regex = new StringBuilder();

    private GrokCompiler(Map<String, String> own) {
        this.definitions = new TreeMap<>(GrokLibrary.all());
        definitions.putAll(own);
    }

    /**
     * Compiles a pattern.
     *
     * @param own definitions that go before the common ones
     * @throws Malformed when it has none
     */
    public static GrokPattern compile(String text, Map<String, String> own) throws Malformed {
        GrokCompiler compiler = new GrokCompiler(own);
        compiler.write(text, 0);
        String regex = compiler.regex.toString();
        String excess = RegexSize.excess(regex);
        if (excess != null) {
            throw new Malformed("Expected " + excess, "split it into several patterns");
        }
        try {
            Pattern pattern = Pattern.compile(regex);
            return new GrokPattern(text, pattern, compiler.captures(pattern));
        } catch (PatternSyntaxException e) {
            throw new Malformed(
                    "Expected a regular expression, but found: " + e.getMessage(),
                    "RE2 syntax: no look-around and no references back");
        }
    }

    private List<Capture> captures(Pattern pattern) {
        Map<String, Integer> groups = pattern.namedGroups();
        List<Capture> captures = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Integer group = groups.get("f" + i);
            if (group != null) {
                captures.add(new Capture(fields.get(i).place(), fields.get(i).type(), group));
            }
        }
        return captures;
    }

    private void write(String text, int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw new Malformed(
                    "Expected definitions of at most " + DEEPEST + " levels, but found more",
                    "a definition may not stand for itself");
        }
        java.util.regex.Matcher found = NAME.matcher(text);
        int at = 0;
        while (found.find()) {
            regex.append(text, at, found.start());
            at = found.end();
            if (found.group(4) != null) {
                open(found.group(4), Type.TEXT);
            } else {
                named(found, depth);
            }
            limit();
        }
        regex.append(text, at, text.length());
        limit();
    }

    private void named(java.util.regex.Matcher found, int depth) throws Malformed {
        String name = found.group(1);
        String definition = definitions.get(name);
        if (definition == null) {
            throw new Malformed(
                    "Expected the name of a pattern, but found '" + name + "'",
                    Suggestion.among(name, definitions.keySet()));
        }
        String field = found.group(2);
        String type = found.group(3);
        if (field == null || field.isEmpty()) {
            regex.append("(?:");
        } else {
            open(field, type(type == null ? "text" : type));
        }
        write(definition, depth + 1);
        regex.append(')');
    }

    private void open(String field, Type type) throws Malformed {
        String problem = Place.problem(field);
        Place place = Place.of(field);
        if (problem != null || place == null) {
            throw new Malformed("" + problem, "write a name such as source.ip");
        }
        regex.append("(?P<f").append(fields.size()).append('>');
        fields.add(new Field(place, type));
    }

    private static Type type(String text) throws Malformed {
        Type type = Type.named(text);
        if (type == null) {
            throw new Malformed(
                    "Expected a type, but found '" + text + "'",
                    "use one of integer, float, boolean, ip, text");
        }
        return type;
    }

    private void limit() throws Malformed {
        if (regex.length() > LONGEST) {
            throw new Malformed(
                    "Expected a regular expression of at most "
                            + LONGEST
                            + " characters when all names are written out, but found a longer one",
                    "split it into several patterns");
        }
    }
}
