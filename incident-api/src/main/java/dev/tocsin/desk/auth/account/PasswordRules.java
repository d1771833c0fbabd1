package dev.tocsin.desk.auth.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords are taken, after OWASP ASVS 5, section 6.2: any characters, long enough, and none
 * that is guessed among the first. A password is not asked to have certain kinds of characters, and
 * never grows old.
 */
final class PasswordRules {
    /** The fewest characters. */
    static final int MIN = 12;

    /** The most characters. */
    static final int MAX = 256;

    private static final String PRODUCT = "tocsin";
    private static final int SHORTEST_NAME = 3;
    private static final int LONGEST_PART = 8;
    private static final List<String> WALKS =
            List.of(
                    "abcdefghijklmnopqrstuvwxyz",
                    "01234567890123456789",
                    "qwertyuiopasdfghjklzxcvbnm",
                    "qwertzuiopasdfghjklyxcvbnm",
                    "azertyuiopqsdfghjklmwxcvbn",
                    "1q2w3e4r5t6y7u8i9o0p",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm");

    private final Set<String> common;

    PasswordRules() {
        try (InputStream in = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(in, "common-passwords.txt").readAllBytes(),
                            StandardCharsets.UTF_8);
            common =
                    text.lines()
                            .filter(line -> !line.startsWith("#"))
                            .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                            .filter(word -> !word.isEmpty())
                            .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a password for an account, or null. The password is not told. */
    @Nullable String fault(String name, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN || length > MAX) {
            return "Expected a password of %d to %d characters, but found %d"
                    .formatted(MIN, MAX, length);
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (name.length() >= SHORTEST_NAME && lower.contains(name)) {
            return "Expected a password without the user name, but it has it";
        }
        if (lower.contains(PRODUCT)) {
            return "Expected a password without the name of this product, but it has it";
        }
        return isCommon(lower)
                ? "Expected a password that nobody guesses, but this one is among the first to be tried"
                : null;
    }

    private boolean isCommon(String lower) {
        return isRepeated(lower)
                || isWalk(lower)
                || isWords(lower)
                || isWords(core(lower))
                || isWords(letters(lower));
    }

    private static boolean isRepeated(String lower) {
        for (int length = 1; length <= LONGEST_PART; length++) {
            String part = lower.substring(0, length);
            if (part.repeat(lower.length() / length + 1).startsWith(lower)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWalk(String lower) {
        String back = new StringBuilder(lower).reverse().toString();
        return WALKS.stream()
                .map(walk -> walk + walk)
                .anyMatch(walk -> walk.contains(lower) || walk.contains(back));
    }

    /** Whether it is one common word, or two of them. */
    private boolean isWords(String text) {
        if (common.contains(text)) {
            return true;
        }
        for (int i = 1; i < text.length(); i++) {
            if (common.contains(text.substring(0, i)) && common.contains(text.substring(i))) {
                return true;
            }
        }
        return false;
    }

    /** Without digits and signs anywhere, when these are not the most of it. */
    private static String letters(String lower) {
        String letters = lower.replaceAll("[^\\p{L}]", "");
        return 2 * letters.length() > lower.length() ? letters : lower;
    }

    /** Without digits and signs at both ends, and with letters for those that look like them. */
    private static String core(String lower) {
        return lower.replaceAll("^[^\\p{L}@$]+|[^\\p{L}]+$", "")
                .replace('0', 'o')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('7', 't')
                .replaceAll("[^\\p{L}]", "");
    }
}
