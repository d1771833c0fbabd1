package dev.tocsin.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "application/json",
                "Application/JSON; charset=UTF-8",
                "application/x-ndjson",
                "application/ndjson",
                "application/jsonl",
                "application/vnd.example+json",
                "text/plain",
                "text/json;charset=\"utf-8\"",
                "application/x-www-form-urlencoded"
            })
    void takesWhatMayHoldJson(@Nullable String type) {
        assertThat(MediaTypes.refusal(type)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/html", "application/xml", "multipart/form-data; boundary=x", "json"})
    void refusesOtherTypes(String type) {
        assertThat(MediaTypes.refusal(type)).startsWith("Expected application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=iso-8859-1", "text/plain;charset=utf-16"})
    void refusesOtherCharsets(String type) {
        assertThat(MediaTypes.refusal(type)).startsWith("Expected JSON in UTF-8");
    }
}
