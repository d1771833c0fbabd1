package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void takesTheDefaultOfAnAbsentOrBlankVariable() {
        Settings settings = new Settings(Map.of("BLANK", " "));

        assertThat(settings.text("ABSENT", "x")).isEqualTo("x");
        assertThat(settings.text("BLANK", "x")).isEqualTo("x");
        assertThat(settings.port("ABSENT", 80)).isEqualTo(80);
        assertThat(settings.flag("ABSENT", true)).isTrue();
    }

    @Test
    void readsWhatIsSet() {
        Settings settings = new Settings(Map.of("PORT", " 0 ", "ON", "true", "MS", "250"));

        assertThat(settings.port("PORT", 80)).isZero();
        assertThat(settings.flag("ON", false)).isTrue();
        assertThat(settings.millis("MS", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void readsTextsBetweenCommas() {
        Settings settings = new Settings(Map.of("HOSTS", " a , ,b,"));

        assertThat(settings.list("HOSTS")).containsExactly("a", "b");
        assertThat(settings.list("ABSENT")).isEmpty();
    }

    @Test
    void namesTheVariableThatIsWrong() {
        Settings settings = new Settings(Map.of("PORT", "70000", "ON", "yes"));

        assertThatThrownBy(() -> settings.port("PORT", 80))
                .hasMessage(
                        "Expected PORT to be a whole number from 0 to 65535, but found \"70000\"");
        assertThatThrownBy(() -> settings.flag("ON", false))
                .hasMessage("Expected ON to be true or false, but found \"yes\"");
    }

    @Test
    void masksSecrets() {
        assertThat(
                        new Description()
                                .withSecret("TOKENS", true)
                                .withAddress("URI", "amqp://me:p@ss@host:5672/v")
                                .with("PORT", 1)
                                .toString())
                .isEqualTo("TOKENS=********\nURI=amqp://me:********@host:5672/v\nPORT=1\n");
    }
}
