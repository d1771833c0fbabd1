package dev.tocsin.desk.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.desk.auth.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountEditTest {
    private static final Account BEFORE =
            new Account(
                    "kim",
                    "Kim",
                    Set.of(Role.ADMIN),
                    Account.State.ACTIVE,
                    "hash",
                    1L,
                    new Account.Link("link", 9),
                    3,
                    4,
                    new Account.Made(0, "first-start"),
                    5,
                    null,
                    false);

    @Test
    void takesBackAllThatAChangeDid() {
        Account after =
                new AccountEdit(BEFORE)
                        .displayName("Lee")
                        .roles(Set.of(Role.VIEWER))
                        .state(Account.State.DISABLED)
                        .withoutPassword()
                        .link(null)
                        .deleted(true)
                        .after(6);

        Account again = AccountEdit.back(after, BEFORE).after(7);

        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("stamp", "version", "updatedAtMs")
                .isEqualTo(BEFORE);
        assertThat(again.version()).isEqualTo(6);
        assertThat(again.stamp()).isEqualTo(5);
    }
}
