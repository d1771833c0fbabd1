package dev.tocsin.rules.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Compiled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSourceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'product':'windows'}                           ~ true
                    {'product':'WINDOWS'}                           ~ true
                    {'product':'linux'}                             ~ false
                    {'category':'process_creation'}                 ~ true
                    {'product':'windows','service':'security'}      ~ true
                    {'product':'windows','category':'file_event'}   ~ false
                    {}                                              ~ true
                    """)
    void onlyAConflictKeepsARuleAway(String source, boolean expected) {
        Compiled rules =
                Compiled.file(
                        """
                        title: Test
                        name: test
                        logsource: {product: Windows, category: process_creation}
                        detection:
                          selection: {a: 1}
                          condition: selection
                        """);

        assertThat(rules.matches("{'a':1,'tocsin':{'logsource':" + source + "}}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    product: windows, category: process_creation ~ Image           ~ {'process':{'executable':'X'}}
                    product: windows, category: process_creation ~ Image           ~ {'winlog':{'event_data':{'NewProcessName':'x'}}}
                    product: windows, category: process_creation ~ CommandLine     ~ {'process':{'command_line':'x'}}
                    product: windows, category: process_creation ~ CommandLine     ~ {'CommandLine':'x'}
                    product: linux, category: process_creation   ~ CommandLine     ~ {'process':{'command_line':'x'}}
                    product: windows, service: system            ~ EventID         ~ {'winlog':{'event_id':'x'}}
                    product: windows, service: system            ~ ServiceName     ~ {'winlog':{'event_data':{'ServiceName':'x'}}}
                    product: windows, service: windefend         ~ Threat Name     ~ {'winlog':{'event_data':{'ThreatName':'x'}}}
                    product: windows, service: security          ~ Channel         ~ {'winlog':{'channel':'X'}}
                    product: aws, service: cloudtrail            ~ eventName       ~ {'aws':{'cloudtrail':{'eventName':'x'}}}
                    product: aws, service: cloudtrail            ~ userIdentity.type ~ {'aws':{'cloudtrail':{'userIdentity':{'type':'x'}}}}
                    category: webserver                          ~ cs-uri-query    ~ {'url':{'query':'x'}}
                    category: webserver                          ~ c-ip            ~ {'source':{'ip':'x'}}
                    category: firewall                           ~ dst_port        ~ {'destination':{'port':'x'}}
                    product: linux, service: sudo                ~ USER            ~ {'user':{'effective':{'name':'x'}}}
                    product: linux, service: sshd                ~ src_ip          ~ {'source':{'ip':'x'}}
                    product: linux, service: auditd              ~ a0              ~ {'auditd':{'data':{'a0':'x'}}}
                    product: any                                 ~ source.ip       ~ {'source':{'ip':'x'}}
                    product: any                                 ~ foo             ~ {'custom':{'foo':'x'}}
                    product: any                                 ~ foo             ~ {'mozdef':{'details':{'foo':'x'}}}
                    """)
    void fieldsAreFoundWhereTheNormalizersPutThem(String source, String field, String event) {
        Compiled rules =
                Compiled.file(
                        """
                        title: Test
                        name: test
                        logsource: {%s}
                        detection:
                          selection: {'%s': x}
                          condition: selection
                        """
                                .formatted(source, field));

        assertThat(rules.matches(event)).isTrue();
    }

    @Test
    void firstPlaceWithAValueWins() {
        Compiled rules =
                Compiled.file(
                        """
                        title: Test
                        name: test
                        logsource: {product: windows, category: process_creation}
                        detection:
                          selection: {Image: x}
                          condition: selection
                        """);

        assertThat(rules.matches("{'process':{'executable':'y'},'Image':'x'}")).isFalse();
        assertThat(rules.matches("{'process':{'executable':null},'Image':'x'}")).isTrue();
    }
}
