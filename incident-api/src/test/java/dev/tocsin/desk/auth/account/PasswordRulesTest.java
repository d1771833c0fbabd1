package dev.tocsin.desk.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a violet tramway",
                "kkjhsdfiuzwerbn",
                "            nine spaces and more",
                "48151623420815",
                "ÄÖÜ ein schöner Satz",
                "summer rain on tin roofs",
                "dragons 8274 rain 5519 mill",
                "spring-clean every attic"
            })
    void asvs625TakesAnyCharacters(String password) {
        assertThat(rules.fault("kim", password)).isNull();
    }

    @Test
    void asvs621And629TakesTwelveTo256Characters() {
        String long256 = "a violet tramway".repeat(16);

        assertThat(rules.fault("kim", "short 11 ch")).contains("12 to 256").contains("11");
        assertThat(rules.fault("kim", long256)).isNull();
        assertThat(rules.fault("kim", long256 + "x")).contains("found 257");
    }

    @Test
    void countsCharactersAndNotTheirParts() {
        assertThat(rules.fault("kim", "\ud83d\ude00".repeat(6))).contains("found 6");
    }

    @Test
    void asvs6211RefusesTheUserNameAndTheProduct() {
        assertThat(rules.fault("kim.lee", "my name is KIM.Lee")).contains("user name");
        assertThat(rules.fault("kim", "a tocsin rings loud")).contains("product");
        assertThat(rules.fault("al", "a violet tramway, always")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "P@ssw0rd2026!",
                "passwordpassword",
                "123456789012",
                "210987654321",
                "qwertyuiopasdf",
                "1q2w3e4r5t6y",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "adminadministrator",
                "Summer2026!!",
                "Willkommen123!",
                "iloveyou1234",
                "trustno1trustno1",
                "correcthorsebatterystaple",
                "letmein123456",
                "Summer2026Winter",
                "Dragon-2026-Monkey",
                "Real.Madrid.2026",
                "Kubernetes123",
                "qazwsxedc123",
                "Motdepasse2026",
                "rockyourockyou",
                "Frühling2026!"
            })
    void asvs624RefusesWhatIsGuessedFirst(String password) {
        assertThat(rules.fault("kim", password))
                .contains("nobody guesses")
                .doesNotContain(password);
    }
}
