package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.TextPattern;
import dev.tocsin.rules.plan.TextPattern.Literal;
import dev.tocsin.rules.plan.TextPattern.Part;
import dev.tocsin.rules.plan.TextPattern.Wild;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text looks like under the modifiers {@code wide}, {@code utf16…}, {@code base64} and
 * {@code base64offset} (Sigma specification 2.1, encoding modifiers).
 *
 * @param utf16 null for UTF-8
 * @param base64 null when the bytes stand as they are, one character each
 */
record Encoding(@Nullable Modifier utf16, @Nullable Modifier base64) {
    /** The most texts that the dashes of one value may stand for. */
    static final int MAX_TEXTS = 625;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int[] FIRST_SURE = {0, 2, 3};
    private static final int[] UNSURE_AT_END = {0, 3, 2};

    /** The encoding that a key asks for, or null when it asks for none. */
    static @Nullable Encoding of(ItemKey key) {
        Modifier utf16 = key.among(Combination.UTF16S);
        Modifier base64 = key.among(Combination.BASE64S);
        return utf16 == null && base64 == null ? null : new Encoding(utf16, base64);
    }

    /** Whether a pattern has wildcards, which cannot be encoded. */
    static boolean hasWildcards(TextPattern pattern) {
        return pattern.parts().contains(Wild.RUN) || pattern.parts().contains(Wild.ONE);
    }

    /**
     * The texts that a pattern without wildcards stands for, one for each choice of its dashes;
     * none when it has too many dashes.
     */
    static List<String> texts(TextPattern pattern) {
        List<String> texts = List.of("");
        for (Part part : pattern.parts()) {
            List<String> tails =
                    switch (part) {
                        case Literal(String text) -> List.of(text);
                        case Wild.DASH ->
                                TextPattern.DASHES.chars().mapToObj(Character::toString).toList();
                        case Wild.RUN, Wild.ONE -> List.of();
                    };
            texts = product(texts, tails);
            if (texts.size() > MAX_TEXTS) {
                return List.of();
            }
        }
        return texts;
    }

    private static List<String> product(List<String> heads, List<String> tails) {
        List<String> product = new ArrayList<>();
        for (String head : heads) {
            for (String tail : tails) {
                product.add(head + tail);
            }
        }
        return product;
    }

    /** Whether the encoded text has too little in common at the three offsets to be looked for. */
    boolean isTooShort(String text) {
        return base64 == Modifier.BASE64OFFSET && bytes(text).length < 2;
    }

    /** What the text may look like: any of these. */
    List<String> encode(String text) {
        byte[] bytes = bytes(text);
        if (base64 == null) {
            return List.of(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return base64 == Modifier.BASE64
                ? List.of(Base64.getEncoder().encodeToString(bytes))
                : List.of(atOffset(bytes, 0), atOffset(bytes, 1), atOffset(bytes, 2));
    }

    /** The characters that are the same whatever stands in the bytes before and after. */
    private static String atOffset(byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String encoded = Base64.getEncoder().encodeToString(shifted);
        int end = encoded.length() - UNSURE_AT_END[shifted.length % 3];
        return encoded.substring(FIRST_SURE[offset], end);
    }

    private byte[] bytes(String text) {
        if (utf16 == null) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        String marked = utf16 == Modifier.UTF16 ? BYTE_ORDER_MARK + text : text;
        return marked.getBytes(
                utf16 == Modifier.UTF16BE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
    }
}
