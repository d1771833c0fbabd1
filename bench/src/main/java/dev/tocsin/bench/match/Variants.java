package dev.tocsin.bench.match;

import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies of rules that look for something else: ids get another number, and in the detection each
 * run of five or more letters becomes other letters, always the same for the same letters, so that
 * literals stay as long, as many and as shared as they are.
 */
final class Variants {
    private static final Pattern ID = Pattern.compile("(?m)^(id|name): *\\S+");
    private static final Pattern WORD = Pattern.compile("[a-z]{5,}");
    private static final Pattern DETECTION = Pattern.compile("(?ms)^detection:.*?(?=^[a-z]|\\z)");
    private static final Pattern LINE =
            Pattern.compile("(\\s*(?:- )?(?:['\"]?[^\\s:'\"]+['\"]?:(?:\\s|$))?)(.*)");
    private static final Set<String> SAME = Set.of("true", "false");

    private Variants() {}

    static List<RuleFile> of(List<RuleFile> files, int copies) {
        List<RuleFile> all = new ArrayList<>(files);
        for (int copy = 1; copy <= copies; copy++) {
            for (RuleFile file : files) {
                all.add(new RuleFile(copy + "/" + file.path(), variant(file.text(), copy)));
            }
        }
        return all;
    }

    private static String variant(String text, int copy) {
        String renamed = ID.matcher(text).replaceAll("$0-" + copy);
        return DETECTION
                .matcher(renamed)
                .replaceAll(found -> Matcher.quoteReplacement(values(found.group(), copy)));
    }

    private static String values(String detection, int copy) {
        StringBuilder out = new StringBuilder();
        for (String line : detection.split("\n", -1)) {
            Matcher parts = LINE.matcher(line);
            boolean changes = parts.matches() && !line.strip().startsWith("condition:");
            out.append(changes ? parts.group(1) + words(parts.group(2), copy) : line);
            out.append('\n');
        }
        return out.substring(0, out.length() - 1);
    }

    private static String words(String value, int copy) {
        return WORD.matcher(value)
                .replaceAll(
                        found ->
                                SAME.contains(found.group())
                                        ? found.group()
                                        : other(found.group(), copy));
    }

    private static String other(String word, int copy) {
        Random random = new Random(31L * word.hashCode() + copy);
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            other.append((char) ('a' + random.nextInt(26)));
        }
        return other.toString();
    }
}
