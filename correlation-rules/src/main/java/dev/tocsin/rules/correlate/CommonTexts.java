package dev.tocsin.rules.correlate;

import dev.tocsin.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that nearly every binary form has: they are written as their number. The list is part of
 * the forms: it may only grow at its end, with a new version of each form.
 */
final class CommonTexts {
    private static final List<String> TEXTS =
            List.of(
                    Topics.EVENTS_RAW.name(),
                    "source.ip",
                    "destination.ip",
                    "destination.port",
                    "user.name",
                    "user.id",
                    "user.effective.name",
                    "host.name",
                    "process.name",
                    "process.executable",
                    "process.command_line",
                    "event.action",
                    "event.outcome",
                    "event.provider",
                    "cloud.account.id",
                    "cloud.region",
                    "url.path",
                    "user_agent.original");

    private static final Map<String, Integer> NUMBERS = numbers();

    /** How many there are. */
    static final int COUNT = TEXTS.size();

    private CommonTexts() {}

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (String text : TEXTS) {
            numbers.put(text, numbers.size() + 1);
        }
        return numbers;
    }

    /** The number of a text, counted from 1; 0 if it has none. */
    static int number(String text) {
        Integer number = NUMBERS.get(text);
        return number == null ? 0 : number;
    }

    /** The text of a number. */
    static String text(int number) {
        return TEXTS.get(number - 1);
    }
}
