package dev.tocsin.rules.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Compiled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NullAndArrayTest {
    /** Item of the rule, event, whether it matches. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    a: null                 ~ {}                              ~ true
                    a: null                 ~ {'a':null}                      ~ true
                    a: null                 ~ {'a':''}                        ~ false
                    a: null                 ~ {'a':[1,null]}                  ~ true
                    a: null                 ~ {'a':[]}                        ~ false
                    a: [null, x]            ~ {'a':'x'}                       ~ true
                    a: [null, x]            ~ {}                              ~ true
                    a: [null, x]            ~ {'a':'y'}                       ~ false
                    a|exists: true          ~ {'a':null}                      ~ true
                    a|exists: true          ~ {'a':[]}                        ~ true
                    a|exists: true          ~ {'a':{}}                        ~ true
                    a|exists: true          ~ {}                              ~ false
                    a|exists: false         ~ {}                              ~ true
                    a|exists: false         ~ {'a':''}                        ~ false
                    a: x                    ~ {}                              ~ false
                    a|neq: x                ~ {}                              ~ true
                    a|neq: x                ~ {'a':['y','x']}                 ~ false
                    a|neq: x                ~ {'a':['y','z']}                 ~ true
                    a|neq: null             ~ {'a':1}                         ~ true
                    a|neq: null             ~ {}                              ~ false
                    a: x                    ~ {'a':['y','X']}                 ~ true
                    a: 7                    ~ {'a':[1,'7']}                   ~ true
                    a|contains|all: [p, q]  ~ {'a':['xpx','xqx']}             ~ true
                    a|contains|all: [p, q]  ~ {'a':['xpx','x']}               ~ false
                    a.b: x                  ~ {'a':{'b':'x'}}                 ~ true
                    a.b: x                  ~ {'a.b':'x'}                     ~ true
                    a.b: x                  ~ {'a.b':'y','a':{'b':'x'}}       ~ false
                    a.b: x                  ~ {'a':[{'b':'y'},{'b':'x'}]}     ~ true
                    a.b: x                  ~ {'a':[{'c':'x'}]}               ~ false
                    a.b.c: x                ~ {'a':{'b.c':'x'}}               ~ true
                    a.b.c: x                ~ {'a':[{'b':[{'c':['x']}]}]}     ~ true
                    a.b|exists: true        ~ {'a':[{'c':1},{'b':null}]}      ~ true
                    a: x                    ~ {'a':{'b':'x'}}                 ~ false
                    a: x                    ~ {'a':[['y',['x']]]}             ~ true
                    a: x                    ~ {'custom':{'a':'x'}}            ~ true
                    a: x                    ~ {'a':null,'custom':{'a':'x'}}   ~ true
                    """)
    void absentNullAndListsAreToldApart(String item, String event, boolean expected) {
        assertThat(Compiled.item(item).matches(event)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    a|fieldref: b             ~ {'a':'X','b':'x'}         ~ true
                    a|fieldref: b             ~ {'a':'x','b':'y'}         ~ false
                    a|fieldref: b             ~ {'a':'x'}                 ~ false
                    a|fieldref: b             ~ {'b':'x'}                 ~ false
                    a|fieldref: b             ~ {}                        ~ false
                    a|fieldref: b             ~ {'a':null,'b':null}       ~ false
                    a|fieldref|startswith: b  ~ {'a':'xyz','b':'XY'}      ~ true
                    a|fieldref|endswith: b    ~ {'a':'xyz','b':'yz'}      ~ true
                    a|fieldref|contains: b    ~ {'a':'xyz','b':'y'}       ~ true
                    a|fieldref|contains: b    ~ {'a':'y','b':'xyz'}       ~ false
                    a|fieldref: b             ~ {'a':[1,2],'b':[9,'2']}   ~ true
                    a|fieldref|cased: b       ~ {'a':'X','b':'x'}         ~ false
                    a|fieldref|neq: b         ~ {'a':'x','b':'y'}         ~ true
                    """)
    void fieldsCompareWithFields(String item, String event, boolean expected) {
        assertThat(Compiled.item(item).matches(event)).isEqualTo(expected);
    }
}
