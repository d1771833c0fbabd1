package dev.tocsin.desk.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    @Test
    void sortsMembersAtEveryDepthAndLeavesWhiteSpaceOut() throws IOException {
        assertThat(canonical("{ \"b\" : [ 1, {\"z\":null,\"a\":true} ],\n \"a\" : {}, \"c\":[] }"))
                .isEqualTo("{\"a\":{},\"b\":[1,{\"a\":true,\"z\":null}],\"c\":[]}");
    }

    @Test
    void sortsNamesByTheirUtf16Units() throws IOException {
        assertThat(
                        canonical(
                                "{\"\\ufb33\":1,\"\\ud83d\\ude00\":2,\"\\u20ac\":3,\"1\":4,\"\\r\":5}"))
                .isEqualTo("{\"\\r\":5,\"1\":4,\"€\":3,\"😀\":2,\"\ufb33\":1}");
    }

    @Test
    void escapesWhatMustBeAndNothingElse() throws IOException {
        assertThat(canonical("\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\\\/é\\u007f\\ud800x\""))
                .isEqualTo("\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/é\u007f\\ud800x\"");
    }

    /** Examples of RFC 8785, appendix B, and integers that a double cannot hold. */
    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "9007199254740993, 9007199254740993",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "9.999999999999997e22, 9.999999999999997e+22",
        "333333333.33333329, 333333333.3333333",
        "4.50, 4.5",
        "2e-3, 0.002",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "-0.0000033333333333333333, -0.0000033333333333333333",
        "-12.5e-10, -1.25e-9",
    })
    void writesNumbersInOneWay(String written, String expected) throws IOException {
        assertThat(canonical(written)).isEqualTo(expected);
    }

    @Test
    void isTheSameAfterItWasReadBack() throws IOException {
        String once =
                canonical("{\"n\":[1.0,1e21,1e999,-0.0,12345678901234567890],\"t\":\"\\ud800\"}");

        assertThat(canonical(once)).isEqualTo(once);
    }

    private static String canonical(String json) throws IOException {
        return CanonicalJson.text(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
