package dev.tocsin.desk.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobTest {
    @Test
    void lowersTheLettersOfAsciiAndNoOthers() {
        assertThat(Glob.lower("ÄbC-\uD83D\uDE00 İZ[")).isEqualTo("Äbc-\uD83D\uDE00 İz[");
        assertThat(Glob.lower("äbc-\uD83D\uDE00")).isEqualTo("äbc-\uD83D\uDE00");
        assertThat(Glob.lower("")).isEmpty();
    }
}
