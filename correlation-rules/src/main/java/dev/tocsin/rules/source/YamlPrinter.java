package dev.tocsin.rules.source;

import java.util.List;

/**
 * Writes trees as YAML in block style, so that reading the text gives the same tree but for places
 * and, where it had to be added, quotes. Comments are gone, anchors are written out.
 */
public final class YamlPrinter {
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private YamlPrinter() {}

    /** One document. */
    public static String print(Yaml.Mapping document) {
        YamlPrinter printer = new YamlPrinter();
        if (document.entries().isEmpty()) {
            return "{}\n";
        }
        printer.entries(document, 0, false);
        return printer.out.toString();
    }

    /** Several documents in one file. */
    public static String print(List<Yaml.Mapping> documents) {
        StringBuilder text = new StringBuilder();
        for (Yaml.Mapping document : documents) {
            text.append(text.isEmpty() ? "" : "---\n").append(print(document));
        }
        return text.toString();
    }

    /** The first entry may stand behind a dash. */
    private void entries(Yaml.Mapping map, int depth, boolean begun) {
        boolean indented = begun;
        for (Yaml.Entry entry : map.entries()) {
            if (!indented) {
                out.append(INDENT.repeat(depth));
            }
            indented = false;
            out.append(ScalarText.ofKey(entry.key())).append(':');
            value(entry.value(), depth);
        }
    }

    private void items(Yaml.Sequence list, int depth) {
        for (Yaml item : list.items()) {
            out.append(INDENT.repeat(depth)).append('-');
            if (item instanceof Yaml.Mapping map && !map.entries().isEmpty()) {
                out.append(' ');
                entries(map, depth + 1, true);
            } else {
                value(item, depth);
            }
        }
    }

    /** What follows a colon or a dash, to the end of the line or of the block. */
    private void value(Yaml value, int depth) {
        switch (value) {
            case Yaml.Scalar scalar -> scalar(scalar, depth);
            case Yaml.Sequence list -> {
                if (list.items().isEmpty()) {
                    out.append(" []\n");
                } else {
                    out.append('\n');
                    items(list, depth + 1);
                }
            }
            case Yaml.Mapping map -> {
                if (map.entries().isEmpty()) {
                    out.append(" {}\n");
                } else {
                    out.append('\n');
                    entries(map, depth + 1, false);
                }
            }
        }
    }

    private void scalar(Yaml.Scalar scalar, int depth) {
        String text = scalar.text();
        if (scalar.kind() == Yaml.Kind.TEXT && ScalarText.isBlock(text)) {
            boolean ended = text.endsWith("\n");
            out.append(ended ? " |\n" : " |-\n");
            for (String line : text.substring(0, text.length() - (ended ? 1 : 0)).split("\n", -1)) {
                out.append(line.isEmpty() ? "" : INDENT.repeat(depth + 1)).append(line);
                out.append('\n');
            }
            return;
        }
        String written = ScalarText.of(scalar);
        out.append(written.isEmpty() ? "" : " ").append(written).append('\n');
    }
}
