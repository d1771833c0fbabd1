package dev.tocsin.desk.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
    static final FieldSet FIELDS =
            new FieldSet(
                    List.of(
                            Field.of("title", FieldType.TEXT),
                            Field.of("user", FieldType.KEYWORD),
                            Field.of("risk", FieldType.NUMBER),
                            Field.of("at", FieldType.DATE),
                            Field.of("ip", FieldType.IP),
                            Field.of("late", FieldType.BOOLEAN),
                            Field.names("level", "level", List.of("low", "medium", "high"))),
                    List.of("title", "user", "ip"),
                    false);
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private static final Map<String, List<?>> ALERT =
            Map.of(
                    "title", List.of("Mallory logged in (again)"),
                    "user", List.of("Mallory", "root"),
                    "risk", List.of(40),
                    "at", List.of(Instant.parse("2026-06-15T11:50:00Z").toEpochMilli()),
                    "ip", List.of("10.1.2.3", "fe80::1"),
                    "late", List.of(true),
                    "level", List.of("medium"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "mallory",
                "\"logged in\"",
                "user:mallory",
                "user:MALL*",
                "user:r??t",
                "user:(alice or root)",
                "user:(not alice)",
                "title:logg*again",
                "title:\"(again)\"",
                "risk:40",
                "risk:>39.5",
                "risk:>=40",
                "risk:[40 to 41]",
                "risk:[* TO 40]",
                "at:2026-06-15",
                "at:>now-15m",
                "at:<=2026-06-15T11:50:00Z",
                "at:[2026-06-15 to *]",
                "at:[now-1d to now]",
                "ip:10.0.0.0/8",
                "ip:fe80::1",
                "ip:fe80::/10",
                "10.1.2.3",
                "late:true",
                "level:medium",
                "level:>=medium",
                "level:[low to medium]",
                "level:<high",
                "user:*",
                "-user:alice",
                "not user:alice risk:40",
                "user:alice or risk:40 and level:medium",
                "not (user:alice or risk:1)",
            })
    void wants(String filter) throws QueryException {
        assertThat(matches(filter)).as(filter).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "user:mall",
                "user:\"MALL*\"",
                "user:m\\*",
                "risk:>40",
                "risk:[41 to *]",
                "at:2026-06-14",
                "at:>now-5m",
                "ip:10.1.2.4",
                "ip:11.0.0.0/8",
                "ip:fe00::/16",
                "late:false",
                "level:>medium",
                "level:[high to low]",
                "-user:root",
                "user:mallory and not risk:40",
                "(user:alice or risk:40) and level:high",
                "user:*x",
            })
    void wantsNot(String filter) throws QueryException {
        assertThat(matches(filter)).as(filter).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usr:x|Expected a field such as user at character 1, but found usr",
                "risk:much|Expected a number at character 6, but found much",
                "risk:1e999|Expected a number at character 6, but found 1e999",
                "level:huge|Expected one of low, medium, high at character 7, but found huge",
                "late:maybe|Expected true or false at character 6, but found maybe",
                "at:yesterday|Expected a time such as 2026-01-31, 2026-01-31T12:00:00Z, now or now-15m (s, m, h, d, w) at character 4, but found yesterday",
                "ip:10.0.0.0/40|Expected an address such as 10.1.2.3 or a network such as 10.0.0.0/8 at character 4, but found 10.0.0.0/40",
                "user:>x|Expected a value without a comparison, because user has no order at character 7, but found x",
                "(user:x|Expected a closing parenthesis at character 8, but found the end",
                "user:x)|Expected and, or or the end at character 7, but found )",
                "user:|Expected a value of user at character 6, but found the end",
                "risk:[1 2]|Expected to between the bounds at character 9, but found 2",
                "risk:[1 to 2|Expected ] after the bounds at character 13, but found the end",
                "a and|Expected a field with a value, or a word at character 6, but found the end",
                "not|Expected a field with a value, or a word at character 4, but found the end",
                "\"open|Expected the quotation mark that ends the text begun at character 1 at character 6, but found the end",
                "user:a\\|Expected a character after the backslash at character 8, but found the end",
            })
    void saysWhatIsWrongAndWhere(String filter, String message) {
        assertThatThrownBy(() -> matches(filter))
                .isInstanceOf(QueryException.class)
                .hasMessage(message);
    }

    @Test
    void boundsWhatAFilterMayCost() {
        assertThatThrownBy(() -> matches("x".repeat(QueryParser.MAX_LENGTH + 1)))
                .hasMessageContaining("a filter of 2001 characters");
        assertThatThrownBy(() -> matches("x ".repeat(QueryParser.MAX_WORDS + 1)))
                .hasMessageContaining("at most 100 words");
        assertThatThrownBy(() -> matches("(".repeat(50) + "x" + ")".repeat(50)))
                .hasMessageContaining("at most 20 parentheses");
        assertThatThrownBy(() -> matches("user:" + "*a".repeat(11)))
                .hasMessageContaining("at most 10 wildcards");
    }

    @Test
    void refusesControlCharacters() {
        assertThatThrownBy(() -> matches("user:a\u0000"))
                .hasMessage(
                        "Expected a text without control characters at character 7, but found one");
    }

    @Test
    void openFieldSetsTakeAnyPath() throws QueryException {
        FieldSet open = new FieldSet(List.of(), List.of(), true);

        assertThat(QueryParser.parse("process.name:cmd.exe", open, NOW))
                .isInstanceOf(Query.Has.class);
        assertThatThrownBy(() -> QueryParser.parse("a..b:x", open, NOW))
                .isInstanceOf(QueryException.class);
    }

    private static boolean matches(String filter) throws QueryException {
        return QueryPredicate.of(QueryParser.parse(filter, FIELDS, NOW))
                .test(field -> ALERT.getOrDefault(field.path(), List.of()));
    }
}
