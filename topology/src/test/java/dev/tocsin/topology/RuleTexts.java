package dev.tocsin.topology;

import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import java.util.List;

/** Rules for tests. */
final class RuleTexts {
    /** Feeds the brute-force correlation. */
    static final String FAILED_LOGIN =
            """
            title: Failed SSH login
            name: failed-login
            logsource: {product: linux, service: sshd}
            detection:
              selection:
                event.action: ssh_login
                event.outcome: failure
              condition: selection
            level: low
            """;

    /** Alerts by itself. */
    static final String SUDO =
            """
            title: Command through sudo
            name: any-sudo
            logsource: {product: linux, service: sudo}
            detection:
              selection:
                event.action: sudo
              condition: selection
            level: low
            """;

    /** A shell through sudo, three times in ten minutes. */
    static final String MANY_SHELLS =
            """
            title: Shell through sudo
            name: sudo-shell
            logsource: {product: linux, service: sudo}
            detection:
              selection:
                process.command_line|endswith: sh
              condition: selection
            level: low
            ---
            title: Many shells through sudo
            name: many-shells
            correlation:
              type: event_count
              rules: [sudo-shell]
              group-by: [user.name]
              timespan: 10m
              condition: {gte: 3}
            level: medium
            """;

    /** Alerts by itself. */
    static final String ACCEPTED_LOGIN =
            """
            title: Accepted SSH login
            name: accepted-login
            logsource: {product: linux, service: sshd}
            detection:
              selection:
                event.action: ssh_login
                event.outcome: success
              condition: selection
            level: low
            """;

    /** A successful login from an address that {@link #bruteForce} alerted on. */
    static final String COMPROMISE =
            ACCEPTED_LOGIN
                    + """
            ---
            title: Brute force that succeeded
            name: compromise
            correlation:
              type: temporal_ordered
              rules: [brute-force, accepted-login]
              group-by: [source.ip]
              timespan: 10m
            level: critical
            """;

    /** A user who logs in at last from where the password was wrong before. */
    static final String GUESSED =
            """
            title: Guessed
            name: guessed
            correlation:
              type: temporal_ordered
              rules: [failed-login, accepted-login]
              group-by: [source.ip, user.name]
              timespan: 1m
            level: high
            """;

    private RuleTexts() {}

    /** The rules of one file. */
    static RuleSet compiled(String text) {
        return RuleCompiler.compile(List.of(new RuleFile("rules.yml", text)), Placeholders.none())
                .rules();
    }

    static String bruteForce(int threshold) {
        return """
               title: SSH brute force
               name: brute-force
               correlation:
                 type: event_count
                 rules: [failed-login]
                 group-by: [source.ip]
                 timespan: 5m
                 condition: {gte: %d}
               level: high
               """
                .formatted(threshold);
    }
}
