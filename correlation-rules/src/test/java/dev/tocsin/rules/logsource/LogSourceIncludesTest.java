package dev.tocsin.rules.logsource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.compile.Compiled;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSourceIncludesTest {
    private static final LogSourceIncludes INCLUDES = LogSourceIncludes.shipped();

    @Test
    void aRuleSeesItsOwnLogSourceFirst() {
        assertThat(INCLUDES.sources(source("windows", "process_creation", null)))
                .containsExactly(source("windows", "process_creation", null));
        assertThat(INCLUDES.sources(source("windows", "registry_event", null)))
                .containsExactly(
                        source("windows", "registry_event", null),
                        source("windows", "registry_add", null),
                        source("windows", "registry_delete", null),
                        source("windows", "registry_set", null),
                        source("windows", "registry_rename", null));
    }

    @Test
    void whatTheRuleLeavesOpenStaysOpenAndWhatItSaysStays() {
        assertThat(INCLUDES.sources(source(null, "file_delete", "sysmon")))
                .containsExactly(
                        source(null, "file_delete", "sysmon"),
                        source(null, "file_delete_detected", "sysmon"));
        assertThat(INCLUDES.sources(source("macos", "registry_event", null))).hasSize(1);
        assertThat(INCLUDES.sources(source("linux", null, null))).hasSize(1);
    }

    @Test
    void furtherDimensionsOfTheRuleStay() {
        Map<String, String> tenant = Map.of("tenant", "north");

        assertThat(INCLUDES.sources(new LogSource("linux", null, "auth", tenant)))
                .containsExactly(
                        new LogSource("linux", null, "auth", tenant),
                        new LogSource("linux", null, "sshd", tenant),
                        new LogSource("linux", null, "sudo", tenant));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    product: windows, category: registry_event ~ 'product':'windows','category':'registry_set'      ~ true
                    product: windows, category: registry_event ~ 'product':'windows','category':'registry_add'      ~ true
                    product: windows, category: registry_event ~ 'product':'windows','category':'registry_delete'   ~ true
                    product: windows, category: registry_event ~ 'product':'windows','category':'registry_rename'   ~ true
                    product: windows, category: registry_event ~ 'product':'windows','category':'file_event'        ~ false
                    product: windows, category: registry_set   ~ 'product':'windows','category':'registry_add'      ~ false
                    category: file_delete                      ~ 'product':'linux','category':'file_delete_detected' ~ true
                    category: file_delete_detected             ~ 'product':'linux','category':'file_delete'         ~ false
                    product: linux, service: auth              ~ 'product':'linux','service':'sshd'                 ~ true
                    product: linux, service: syslog            ~ 'product':'linux','service':'cron'                 ~ true
                    product: linux, service: sshd              ~ 'product':'linux','service':'sudo'                 ~ false
                    product: azure, service: pim               ~ 'product':'azure','service':'riskdetection'        ~ true
                    product: m365, service: exchange           ~ 'product':'m365','service':'audit'                 ~ true
                    product: fortios, service: sslvpnd         ~ 'product':'fortigate','service':'event'            ~ true
                    """)
    void aRuleSeesTheEventsOfWhatItsLogSourceContains(
            String ruleSource, String eventSource, boolean expected) {
        Compiled rules =
                Compiled.file(
                        """
                        title: Test
                        name: test
                        logsource: {%s}
                        detection:
                          selection: {a: 1}
                          condition: selection
                        """
                                .formatted(ruleSource));

        assertThat(rules.matches("{'a':1,'tocsin':{'logsource':{" + eventSource + "}}}"))
                .isEqualTo(expected);
    }

    private static LogSource source(
            @Nullable String product, @Nullable String category, @Nullable String service) {
        return new LogSource(product, category, service);
    }
}
