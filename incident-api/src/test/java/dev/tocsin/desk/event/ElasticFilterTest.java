package dev.tocsin.desk.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryParser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticFilterTest {
    private static final EventSchema SCHEMA =
            new EventSchema(
                    List.of(
                            new EventField("message", "text", true, false),
                            new EventField("user.name", "keyword", true, true),
                            new EventField("user.id", "integer", true, true),
                            new EventField("tls.ok", "boolean", true, true),
                            new EventField("seen", "date_nanos", true, true),
                            new EventField("score", "half_float", true, true),
                            new EventField("source.ip", "ip", true, true),
                            new EventField("event.original", "keyword", false, false),
                            new EventField("place", "geo_point", true, true),
                            new EventField("custom", "flattened", true, true)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    user.name:Bob       | {"term":{"user.name":{"value":"bob","case_insensitive":true}}}
                    user.name:"a*"      | {"term":{"user.name":{"value":"a*","case_insensitive":true}}}
                    user.name:a*        | {"wildcard":{"user.name":{"value":"a*","case_insensitive":true}}}
                    user.name:*         | {"exists":{"field":"user.name"}}
                    -user.name:a        | {"bool":{"must_not":[{"term":{"user.name":{"value":"a","case_insensitive":true}}}]}}
                    user.id:5           | {"range":{"user.id":{"gte":5,"lte":5}}}
                    user.id:<2.5        | {"range":{"user.id":{"lt":2.5}}}
                    user.id:>3000000000 | {"match_none":{}}
                    user.id:<3000000000 | {"exists":{"field":"user.id"}}
                    seen:<1969-01-01    | {"match_none":{}}
                    score:>1e9          | {"match_none":{}}
                    tls.ok:true         | {"term":{"tls.ok":{"value":true}}}
                    source.ip:10.0.0.0/8 | {"term":{"source.ip":{"value":"10.0.0.0/8"}}}
                    source.ip:FE80::1   | {"term":{"source.ip":{"value":"fe80:0:0:0:0:0:0:1"}}}
                    message:"a b"       | {"match_phrase":{"message":"a b"}}
                    message:fail*-x     | {"bool":{"filter":[{"wildcard":{"message":{"value":"fail*","case_insensitive":true}}},{"match_phrase":{"message":"x"}}]}}
                    custom.a.b:x*       | {"prefix":{"custom.a.b":{"value":"x","case_insensitive":true}}}
                    custom.a:\\*x*      | {"prefix":{"custom.a":{"value":"*x","case_insensitive":true}}}
                    """)
    void translates(String filter, String query) throws QueryException {
        assertThat(translated(filter)).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.original:a",
                "place:*",
                "custom.a:*b",
                "custom.a:a?b",
                "custom.a:a*b*",
            })
    void refusesWhatTheIndexCannotDo(String filter) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> translated(filter))
                .withMessageContaining("q: Expected");
    }

    @Test
    void boundsTheDepth() throws QueryException {
        String groups = "user.name:a and (user.name:a or ".repeat(9) + "x" + ")".repeat(9);
        String more = "user.name:a and (user.name:a or ".repeat(15) + "x" + ")".repeat(15);

        assertThat(translated(groups)).isNotEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> translated(more))
                .withMessageContaining("inside each other");
    }

    @Test
    void looksForAWordInTheUsualFieldsThatThereAre() throws QueryException {
        assertThat(translated("bob"))
                .isEqualTo(
                        "{\"bool\":{\"should\":[{\"match_phrase\":{\"message\":\"bob\"}},{\"term\":{\"user.name\":{\"value\":\"bob\",\"case_insensitive\":true}}}]}}");
    }

    private static String translated(String filter) throws QueryException {
        return ElasticFilter.of(
                        QueryParser.parse(filter, SCHEMA.filterable(), Instant.EPOCH), SCHEMA)
                .toString();
    }
}
