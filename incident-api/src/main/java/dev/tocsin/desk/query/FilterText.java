package dev.tocsin.desk.query;

/** Writes filters as people write them. */
public final class FilterText {
    private FilterText() {}

    /**
     * The filter that wants this value of this field, as it is: no character of the value is a sign
     * of the language.
     */
    public static String of(String field, String value) {
        StringBuilder text = new StringBuilder(field).append(":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        return text.append('"').toString();
    }
}
