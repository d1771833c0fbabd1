package dev.tocsin.desk.veris;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttackTest {
    @Test
    void namesOnlyVarietiesAndVectorsThatTheVocabularyHas() {
        Vocabulary vocabulary = new Vocabulary();
        List<String> strangers = new ArrayList<>();
        for (String line : Vocabulary.lines("attack.tsv")) {
            String[] words = line.split("\t", -1);
            String pointer = "/action/" + words[0] + "/" + words[1] + "/[]";
            if (!vocabulary.values(pointer).contains(words[2])) {
                strangers.add(line);
            }
        }

        assertThat(strangers).isEmpty();
        assertThat(vocabulary.values("/action/hacking/variety/[]")).contains("Brute force");
    }

    @Test
    void takesASubTechniqueForItsTechnique() {
        Attack attack = new Attack();

        assertThat(attack.actions(List.of("T1110")).toString())
                .contains("Brute force")
                .doesNotContain("C2");
        assertThat(attack.actions(List.of("T1110.003")).toString())
                .as("what its technique is, and what it is itself")
                .contains("Brute force")
                .contains("C2");
        assertThat(attack.actions(List.of("T9999"))).isEmpty();
    }
}
