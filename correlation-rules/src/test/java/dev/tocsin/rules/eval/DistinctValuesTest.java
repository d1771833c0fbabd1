package dev.tocsin.rules.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistinctValuesTest {
    private final DistinctValues values = new DistinctValues();

    @Test
    void keepsATextOnceAndInItsFirstPlace() {
        values.begin();
        Value first = values.add(TextNode.valueOf("a"));
        values.add(IntNode.valueOf(1));
        values.add(TextNode.valueOf("b"));

        assertThat(values.add(new TextNode(new String("a")))).isSameAs(first);
        assertThat(values.add(NullNode.getInstance())).isNull();
        assertThat(texts()).containsExactly("a", "1", "b");
    }

    @Test
    void knowsNothingOfTheEventBefore() {
        values.begin();
        Value before = values.add(TextNode.valueOf("a"));
        values.begin();

        assertThat(values.add(TextNode.valueOf("a"))).isNotSameAs(before);
        assertThat(texts()).containsExactly("a");
    }

    @Test
    void losesNoTextWhenManyHaveOneHash() {
        List<String> sent = new ArrayList<>(List.of(""));
        for (int i = 0; i < 8; i++) {
            List<String> longer = new ArrayList<>();
            sent.forEach(text -> longer.addAll(List.of(text + "Aa", text + "BB")));
            sent = longer;
        }

        values.begin();
        sent.forEach(text -> values.add(TextNode.valueOf(text)));

        assertThat(sent)
                .hasSize(256)
                .extracting(String::hashCode)
                .containsOnly("AaAaAaAaAaAaAaAa".hashCode());
        assertThat(texts()).containsExactlyElementsOf(sent);
    }

    private List<String> texts() {
        FieldValues all = values.all();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            texts.add(all.get(i).text());
        }
        return texts;
    }
}
