package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplunkShapeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'event':'text'}",
                "{'event':{'a':1},'time':1767268799,'host':'h','index':'main'}",
                "{'event':1,'fields':{},'source':'s','sourcetype':'t'}"
            })
    void recognizesEnvelopes(String json) throws IOException {
        assertThat(new SplunkShape().recognizes(read(json))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'host':'h','time':1}",
                "{'event':{'kind':'alert'},'host':{'name':'h'}}",
                "{'event':{'kind':'alert'},'@timestamp':'2026-01-01T12:00:00Z'}",
                "{'event':'login','user':'alice'}"
            })
    void leavesEventsToOthersThatOnlyHaveAMemberOfThatName(String json) throws IOException {
        assertThat(new SplunkShape().recognizes(read(json))).isFalse();
    }

    private static ObjectNode read(String json) throws IOException {
        return (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"'));
    }
}
