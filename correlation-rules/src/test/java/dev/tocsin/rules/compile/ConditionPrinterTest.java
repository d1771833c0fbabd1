package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionPrinterTest {
    private static final int CONDITIONS = 500;
    private static final List<String> NAMES = List.of("sel", "filter_1", "_x", "a-b", "sel.c");
    private static final List<String> PATTERNS = List.of("them", "sel*", "_*", "*", "f*_1");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    a or b and not c;        a or b and not c
                    (a or b) and c;          (a or b) and c
                    ((a)) OR (b and c);      a or b and c
                    not (a and b);           not (a and b)
                    (a and b) and c;         (a and b) and c
                    any of sel* or ALL of Them; 1 of sel* or all of them
                    not not a;               not not a
                    """)
    void parenthesesStandWhereTheyMustAndNowhereElse(String written, String printed)
            throws ConditionParser.SyntaxError {
        assertThat(ConditionPrinter.print(ConditionParser.parse(written))).isEqualTo(printed);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsPrintedParsesAsTheSameCondition(long seed) throws ConditionParser.SyntaxError {
        Random random = new Random(seed);
        for (int i = 0; i < CONDITIONS; i++) {
            Condition condition = condition(random, 0);
            String text = ConditionPrinter.print(condition);

            assertThat(placeless(ConditionParser.parse(text))).as(text).isEqualTo(condition);
        }
    }

    private static Condition condition(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 2 : 5)) {
            case 0 -> new Condition.Name(NAMES.get(random.nextInt(NAMES.size())), 0);
            case 1 ->
                    new Condition.Of(
                            random.nextBoolean(), PATTERNS.get(random.nextInt(PATTERNS.size())), 0);
            case 2 -> new Condition.Not(condition(random, depth + 1));
            case 3 -> new Condition.And(conditions(random, depth + 1));
            default -> new Condition.Or(conditions(random, depth + 1));
        };
    }

    private static List<Condition> conditions(Random random, int depth) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            conditions.add(condition(random, depth));
        }
        return conditions;
    }

    private static Condition placeless(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> all) -> new Condition.And(placeless(all));
            case Condition.Or(List<Condition> any) -> new Condition.Or(placeless(any));
            case Condition.Not(Condition inner) -> new Condition.Not(placeless(inner));
            case Condition.Name(String name, int _) -> new Condition.Name(name, 0);
            case Condition.Of(boolean all, String pattern, int _) ->
                    new Condition.Of(all, pattern, 0);
        };
    }

    private static List<Condition> placeless(List<Condition> conditions) {
        return conditions.stream().map(ConditionPrinterTest::placeless).toList();
    }
}
