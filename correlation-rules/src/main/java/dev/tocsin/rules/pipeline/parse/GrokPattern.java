package dev.tocsin.rules.pipeline.parse;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tocsin.rules.pipeline.step.Place;
import dev.tocsin.rules.pipeline.step.Type;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression with fields in it; takes time in proportion to the text. Immutable.
 *
 * @param text as it was written
 * @param captures the fields, in the order of the groups
 */
public record GrokPattern(String text, Pattern pattern, List<Capture> captures) {
    /**
     * A field that the pattern fills.
     *
     * @param group number of the group of the expression
     */
    public record Capture(Place field, Type type, int group) {}

    public GrokPattern {
        captures = List.copyOf(captures);
    }

    /**
     * Finds the expression in a text.
     *
     * @param found takes each field, and what is not empty of it
     * @return whether it is there
     */
    public boolean find(String line, BiConsumer<Capture, String> found) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            return false;
        }
        for (Capture capture : captures) {
            @Nullable String value = matcher.group(capture.group());
            if (value != null && !value.isEmpty()) {
                found.accept(capture, value);
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
