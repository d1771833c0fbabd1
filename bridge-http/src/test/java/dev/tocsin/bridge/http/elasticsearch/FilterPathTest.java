package dev.tocsin.bridge.http.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPathTest {
    private static final String ANSWER =
            "{'took':1,'errors':true,'items':[{'index':{'_id':'a','status':201}},"
                    + "{'create':{'_id':'b','status':400,'error':{'type':'t','reason':'r'}}}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "errors | {'errors':true}",
                "took,errors | {'took':1,'errors':true}",
                "items.*.status | {'items':[{'index':{'status':201}},{'create':{'status':400}}]}",
                "items.*.error | {'items':[{'create':{'error':{'type':'t','reason':'r'}}}]}",
                "items.*.error.type | {'items':[{'create':{'error':{'type':'t'}}}]}",
                "items.index._* | {'items':[{'index':{'_id':'a'}}]}",
                "items.*.stat* | {'items':[{'index':{'status':201}},{'create':{'status':400}}]}",
                "t*k,*r*rs,*oo* | {'took':1,'errors':true}",
                "too*ok,to*x*,x*k,took*took | {}",
                "errors.no,none | {}"
            })
    void keepsWhatIsAskedFor(String paths, String left) throws IOException {
        FilterPath filter = Objects.requireNonNull(FilterPath.of(paths));

        assertThat(filter.of(answer()).toString()).isEqualTo(left.replace('\'', '"'));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " , ", "**.status", "-took"})
    void givesTheWholeAnswerOtherwise(@Nullable String paths) {
        assertThat(FilterPath.of(paths)).isNull();
    }

    @Test
    void readsNoEndlessListOfPaths() {
        assertThat(FilterPath.of("a,".repeat(33))).isNull();
    }

    private static ObjectNode answer() throws IOException {
        return (ObjectNode) Json.MAPPER.readTree(ANSWER.replace('\'', '"'));
    }
}
