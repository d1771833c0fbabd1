package dev.tocsin.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSubjectsTest {
    private static final X500Principal WEB = new X500Principal("CN=web.example, O=Example");

    @Test
    void isTheCommonNameWhereNothingIsNamed() {
        ClientSubjects any = ClientSubjects.parse("S", "");

        assertThat(any.sourceOf(WEB)).isEqualTo("web.example");
        assertThat(any.sourceOf(new X500Principal("O=Example"))).isNull();
        assertThat(any.sourceOf(new X500Principal("CN=\"a b\""))).isNull();
    }

    @Test
    void isWhatTheSubjectIsNamedAndNobodyElse() {
        ClientSubjects named = ClientSubjects.parse("S", "web=cn=WEB.example,o=example; b=CN=b");

        assertThat(named.sourceOf(WEB)).isEqualTo("web");
        assertThat(named.sourceOf(new X500Principal("CN=b"))).isEqualTo("b");
        assertThat(named.sourceOf(new X500Principal("CN=b,O=Example"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "web=", "a b=CN=web", "web=nonsense"})
    void refusesWhatIsNoSubject(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientSubjects.parse("S", text))
                .withMessageStartingWith("Expected S to be source=subject");
    }
}
