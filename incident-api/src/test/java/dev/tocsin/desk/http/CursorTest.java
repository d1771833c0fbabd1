package dev.tocsin.desk.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CursorTest {
    @Test
    void readsBackItsText() {
        Cursor cursor = new Cursor(42, "a:b");

        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @Test
    void readsNoOtherText() {
        assertThat(Cursor.parse("")).isNull();
        assertThat(Cursor.parse("?")).isNull();
        assertThat(Cursor.parse("bm90aGluZw")).isNull();
    }
}
