package dev.tocsin.rules.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.run.TestReport.Result;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.Severity;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JunitXmlTest {
    private static final TestReport REPORT =
            new TestReport(
                    List.of(new Problem(Severity.ERROR, "bad.yml", 1, 2, 3, "Expected x", "")),
                    List.of(
                            new Result("a.test.yml", "fires", "", Duration.ofMillis(1_250)),
                            new Result(
                                    "a.test.yml",
                                    "is <\"quoted\"> & \u0007 strange",
                                    "found: {\"a\":1} & <b>\n]]> second line",
                                    Duration.ofMillis(5))),
                    List.of("Expected a test in which r fires, but found none"));

    @Test
    void hasASuiteForEachFileAndACaseForEachTest() throws Exception {
        Element root = parse();

        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(root.getAttribute("tests")).isEqualTo("4");
        assertThat(root.getAttribute("failures")).isEqualTo("3");
        assertThat(root.getAttribute("time")).isEqualTo("1.255");
        NodeList suites = root.getElementsByTagName("testsuite");
        assertThat(suites.getLength()).isEqualTo(3);
        Element suite = (Element) suites.item(1);
        assertThat(suite.getAttribute("name")).isEqualTo("a.test.yml");
        Element passed = (Element) suite.getElementsByTagName("testcase").item(0);
        assertThat(passed.getAttribute("classname")).isEqualTo("a.test.yml");
        assertThat(passed.getAttribute("time")).isEqualTo("1.250");
        assertThat(passed.getElementsByTagName("failure").getLength()).isZero();
    }

    @Test
    void escapesWhatTestsAndFailuresSay() throws Exception {
        Element failed =
                (Element)
                        ((Element) parse().getElementsByTagName("testsuite").item(1))
                                .getElementsByTagName("testcase")
                                .item(1);

        assertThat(failed.getAttribute("name")).isEqualTo("is <\"quoted\"> & \uFFFD strange");
        Element failure = (Element) failed.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("found: {\"a\":1} & <b>");
        assertThat(failure.getTextContent()).isEqualTo("found: {\"a\":1} & <b>\n]]> second line");
    }

    @Test
    void whateverFailsTheReportIsAFailedCase() throws Exception {
        NodeList failures = parse().getElementsByTagName("failure");

        assertThat(((Element) failures.item(0)).getAttribute("message"))
                .isEqualTo("bad.yml:2:3: error: Expected x");
        assertThat(((Element) failures.item(2)).getAttribute("message"))
                .isEqualTo("Expected a test in which r fires, but found none");
    }

    private static Element parse() throws Exception {
        StringWriter xml = new StringWriter();
        JunitXml.write(REPORT, xml);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml.toString())))
                .getDocumentElement();
    }
}
