package dev.tocsin.bench.match;

import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
    private static final Pattern VALUE = Pattern.compile("(?m)(?<=: |- )['\"]?[^\\s'\"].*$");

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
            boolean condition = line.strip().startsWith("condition:");
            String changed =
                    condition
                            ? line
                            : VALUE.matcher(line)
                                    .replaceAll(
                                            found ->
                                                    Matcher.quoteReplacement(
                                                            words(found.group(), copy)));
            out.append(changed).append('\n');
        }
        return out.substring(0, out.length() - 1);
    }

    private static String words(String value, int copy) {
        return WORD.matcher(value).replaceAll(found -> other(found.group(), copy));
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
