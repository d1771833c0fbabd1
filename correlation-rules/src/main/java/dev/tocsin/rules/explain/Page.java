package dev.tocsin.rules.explain;

import java.util.List;

/** A text in the making: headings, and names with their values in a column. */
final class Page {
    private static final int COLUMN = 16;

    private final StringBuilder text = new StringBuilder();
    private final Style style;

    Page(Style style) {
        this.style = style;
    }

    Style style() {
        return style;
    }

    Page heading(String heading) {
        text.append(style.bold(heading)).append('\n');
        return this;
    }

    /** A line, as it is. */
    Page line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** A name and its value; an empty value is left out. */
    Page entry(String name, String value) {
        if (!value.isEmpty()) {
            String padded =
                    name.length() < COLUMN ? name + " ".repeat(COLUMN - name.length()) : name;
            text.append("  ").append(style.dim(padded)).append(' ').append(value).append('\n');
        }
        return this;
    }

    /** A name and its values, one a line. */
    Page entries(String name, List<String> values) {
        String shown = name;
        for (String value : values) {
            entry(shown, value);
            shown = "";
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
