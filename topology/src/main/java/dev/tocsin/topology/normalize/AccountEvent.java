package dev.tocsin.topology.normalize;

/** What the security log says of users and groups: who changed whom. */
final class AccountEvent {
    private AccountEvent() {}

    static void describe(WindowsData data, int id) {
        switch (id) {
            case 4720 -> user(data, "creation", "added-user-account");
            case 4722 -> user(data, "change", "enabled-user-account");
            case 4723 -> user(data, "change", "changed-password");
            case 4724 -> user(data, "change", "reset-password");
            case 4725 -> user(data, "change", "disabled-user-account");
            case 4726 -> user(data, "deletion", "deleted-user-account");
            case 4738 -> user(data, "change", "modified-user-account");
            case 4740 -> user(data, "change", "locked-out-user-account");
            case 4767 -> user(data, "change", "unlocked-user-account");
            case 4781 -> user(data, "change", "renamed-user-account");
            case 4741 -> user(data, "creation", "added-computer-account");
            case 4742 -> user(data, "change", "changed-computer-account");
            case 4743 -> user(data, "deletion", "deleted-computer-account");
            case 4727, 4731, 4754 -> group(data, "creation", "added-group-account");
            case 4735, 4737, 4755 -> group(data, "change", "modified-group-account");
            case 4730, 4734, 4758 -> group(data, "deletion", "deleted-group-account");
            case 4728, 4732, 4756 -> member(data, "added-member-to-group");
            case 4729, 4733, 4757 -> member(data, "removed-member-from-group");
            default -> {
                // Every other event keeps its own names under winlog.event_data alone.
            }
        }
    }

    private static void user(WindowsData data, String type, String action) {
        data.categorize("iam", "user", type);
        data.action(action);
        data.account("user", "Subject");
        data.text("user.target.name", "TargetUserName");
        data.text("user.target.domain", "TargetDomainName");
        data.text("user.target.id", "TargetSid");
    }

    private static void group(WindowsData data, String type, String action) {
        data.categorize("iam", "group", type);
        data.action(action);
        data.text("group.name", "TargetUserName");
        data.text("group.domain", "TargetDomainName");
        data.text("group.id", "TargetSid");
    }

    private static void member(WindowsData data, String action) {
        group(data, "change", action);
        data.account("user", "Subject");
        data.text("user.target.name", "MemberName");
        data.text("user.target.id", "MemberSid");
    }
}
