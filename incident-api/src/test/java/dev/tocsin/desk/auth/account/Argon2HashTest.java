package dev.tocsin.desk.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class Argon2HashTest {
    /** A test vector of the reference implementation: password, somesalt, 2 passes over 64 MiB. */
    private static final String VECTOR =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    private final PasswordHashes hashes = new PasswordHashes(() -> {});

    @Test
    void asvs1142IsArgon2idAsTheReferenceImplementationHasIt() {
        assertThat(Argon2Hash.parse(VECTOR).matches("password")).isTrue();
        assertThat(Argon2Hash.parse(VECTOR).matches("Password")).isFalse();
        assertThat(Argon2Hash.parse(VECTOR).text()).isEqualTo(VECTOR);
    }

    @Test
    void asvs1142HashesWithTheParametersOfTheCheatSheetAndASaltOfItsOwn() {
        String one = hashes.hash("correct horse battery");
        String other = hashes.hash("correct horse battery");

        assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(other);
        assertThat(hashes.matches("correct horse battery", one)).isTrue();
        assertThat(hashes.isOutdated(one)).isFalse();
    }

    @Test
    void asvs628ComparesEveryCharacterAsItCame() {
        String stored = hashes.hash("Ünïcode and Spaces ");

        assertThat(hashes.matches("Ünïcode and Spaces", stored)).isFalse();
        assertThat(hashes.matches("ünïcode and spaces ", stored)).isFalse();
        assertThat(hashes.matches("x".repeat(255) + "a", hashes.hash("x".repeat(255) + "b")))
                .isFalse();
    }

    @Test
    void nothingMatchesWhereThereIsNoPassword() {
        assertThat(hashes.matches("", null)).isFalse();
        assertThat(hashes.matches("anything", null)).isFalse();
    }

    @Test
    void knowsAHashOfOtherParameters() {
        assertThat(hashes.isOutdated(VECTOR)).isTrue();
    }

    @Test
    void refusesATextThatIsNoHashWithoutTellingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Argon2Hash.parse("$2y$10$notours"))
                .withMessageNotContaining("notours");
    }
}
