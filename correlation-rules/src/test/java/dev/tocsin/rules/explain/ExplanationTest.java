package dev.tocsin.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Compiled;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final String RULE =
            """
            title: Encoded command
            name: encoded
            logsource: {product: windows, category: process_creation}
            detection:
              selection:
                Image|endswith: ['\\powershell.exe', '\\pwsh.exe']
                CommandLine|contains: ' -enc '
              filter_main:
                ParentImage: 'C:\\Tools\\agent.exe'
              condition: selection and not filter_main
            """;

    @Test
    void marksEveryPredicateOfAMatchAndTheValueThatMatched() {
        assertThat(
                        text(
                                """
                                {'process': {'executable': 'C:\\\\W\\\\PowerShell.exe',
                                 'command_line': 'powershell.exe -enc AAAA'}}
                                """))
                .contains("yes log source: the event is of none, the rule is for product windows")
                .contains(
                        """
                        yes     Image, any of 2 values: endswith '\\powershell.exe'\
                          (found "C:\\\\W\\\\PowerShell.exe" at process.executable)
                        """)
                .contains("yes     CommandLine contains ' -enc '")
                .contains("yes   not\nno      filter_main: ParentImage equals")
                .contains("The rule matches.")
                .doesNotContain("because");
    }

    @Test
    void namesTheLogSourceThatKeepsTheRuleAway() {
        assertThat(text("{'tocsin': {'logsource': {'product': 'linux'}}, 'Image': 'a'}"))
                .contains("no  log source: the event is of product linux")
                .contains(
                        "  - it is not asked: the rule is for product windows, the event is of"
                                + " product linux\n");
    }

    @Test
    void furtherDimensionsOfALogSourceKeepARuleAwayToo() {
        Compiled compiled =
                Compiled.file(
                        """
                        title: T
                        name: t
                        logsource: {product: p, tenant: red}
                        detection: {s: {a: 1}, condition: s}
                        """);

        assertThat(
                        explain(compiled, "{'a': 1, 'tocsin': {'logsource': {'tenant': 'blue'}}}")
                                .conflicts())
                .containsExactly(new Conflict("tenant", "red", "blue"));
    }

    @Test
    void saysWhereAnAbsentFieldWasLookedForAndWhichFieldsAreLikeIt() {
        assertThat(text("{'process': {'executable': 'x\\\\pwsh.exe', 'commandline': 'a -enc b'}}"))
                .contains("CommandLine is absent; it was looked for at process.command_line, ")
                .contains("similar fields: process.commandline (\"a -enc b\")")
                .contains("such a value stands at process.commandline (\"a -enc b\")");
    }

    @Test
    void saysWhichNegatedPredicateHolds() {
        assertThat(
                        text(
                                """
                                {'Image': 'a\\\\pwsh.exe', 'CommandLine': 'a -enc b',
                                 'ParentImage': 'c:\\\\tools\\\\AGENT.exe'}
                                """))
                .contains(
                        "  - filter_main: ParentImage equals 'C:\\Tools\\agent.exe' holds, and the"
                                + " condition wants that it does not\n");
    }

    @Test
    void listsTheWantedValuesOfAFieldThatHasAnother() {
        assertThat(text("{'Image': 'a\\\\cmd.exe', 'CommandLine': 'a -enc b'}"))
                .contains(
                        "selection: Image is \"a\\\\cmd.exe\", which is not what the rule wants:"
                                + " endswith '\\powershell.exe' or endswith '\\pwsh.exe'");
    }

    @Test
    void tellsWhatANearMissDiffersIn() {
        assertThat(reason("a: foo", "{'a': 'xfoo'}"))
                .endsWith("at its end: 'endswith' would match");
        assertThat(reason("a: foo", "{'a': 'foox'}")).endsWith("'startswith' would match");
        assertThat(reason("a|endswith: foo", "{'a': 'xfoox'}")).endsWith("'contains' would match");
        assertThat(reason("a|cased: Foo", "{'a': 'foo'}")).contains("it differs only in case");
        assertThat(reason("a: 'C:\\\\\\\\x'", "{'a': 'C:\\\\x'}"))
                .contains("white space, backslashes or quotes");
        assertThat(reason("a: foo", "{'a': 'bar'}")).endsWith("wants: equals 'foo'");
    }

    @Test
    void showsListsNullsAndObjectsAsTheyAre() {
        assertThat(reason("a: 7", "{'a': [1, 2, 'x', null]}")).contains("a is 1, 2, \"x\", null,");
        assertThat(reason("a: 7", "{'a': null}")).contains("a is null,");
        assertThat(reason("a: 7", "{'a': {'b': 7}}")).contains("a is an object,");
        assertThat(reason("a: 7", "{'a': []}")).contains("a is an empty list,");
    }

    @Test
    void keywordsAreLookedForInTheWholeEvent() {
        Explanation explanation =
                explain(
                        Compiled.detection("  k: [alpha, beta]\n  condition: k\n"),
                        "{'a': {'b': 'gamma'}}");

        assertThat(explanation.reasons())
                .containsExactly(
                        "k: no value anywhere in the event contains 'alpha' or contains 'beta'");
    }

    @Test
    void coloursOnlyWhenAsked() {
        Explanation explanation = explain(Compiled.item("a: 1"), "{'a': 2}");

        assertThat(ExplanationText.of(explanation, Style.PLAIN)).doesNotContain("\u001b");
        assertThat(ExplanationText.of(explanation, new Style(true))).contains("\u001b[31mno ");
    }

    @Test
    void isJsonToo() {
        assertThat(
                        ExplainJson.explanation(explain(Compiled.item("a: [x, y]"), "{'a': 'Y'}"))
                                .toString())
                .isEqualTo(
                        Compiled.json(
                                        """
                                        {'rule':'test','matches':true,'asked':true,
                                        'logsource':{},
                                        'condition':{'held':true,'identifier':'selection','field':'a',
                                        'any_value':[{'operator':'equals','expected':'x'},
                                        {'operator':'equals','expected':'y'}],
                                        'matched':[{'operator':'equals','expected':'y','found':'Y'}],
                                        'absent':false,'place':'a','places':['a','custom.a',
                                        'mozdef.details.a'],'values':['Y']},'reasons':[]}
                                        """)
                                .toString());
    }

    private static String text(String event) {
        return ExplanationText.of(explain(Compiled.file(RULE), event), Style.PLAIN);
    }

    private static String reason(String item, String event) {
        return explain(Compiled.item(item), event).reasons().getFirst();
    }

    private static Explanation explain(Compiled compiled, String event) {
        return Explanation.of(compiled.rules().rules().iterator().next(), Compiled.json(event));
    }
}
