package dev.tocsin.rules.run;

import dev.tocsin.rules.run.TestReport.Result;
import dev.tocsin.rules.source.Problem;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report in the XML that servers for continuous integration read: {@code testsuites}, in it a
 * {@code testsuite} for each test file. Rules with errors and rules without tests are suites of
 * their own, so that whatever makes the report fail is a failed case.
 */
public final class JunitXml {
    /** A case; an empty failure: it passed. */
    private record Case(String name, String failure, Duration took) {}

    private JunitXml() {}

    /**
     * Writes a report.
     *
     * @throws XMLStreamException when the writer fails
     */
    public static void write(TestReport report, Writer writer) throws XMLStreamException {
        Map<String, List<Case>> suites = suites(report);
        XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
        xml.writeStartDocument("UTF-8", "1.0");
        List<Case> all = new ArrayList<>();
        suites.values().forEach(all::addAll);
        open(xml, "testsuites", "rules", all);
        for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
            xml.writeCharacters("\n  ");
            open(xml, "testsuite", suite.getKey(), suite.getValue());
            for (Case one : suite.getValue()) {
                xml.writeCharacters("\n    ");
                write(suite.getKey(), one, xml);
            }
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    private static Map<String, List<Case>> suites(TestReport report) {
        Map<String, List<Case>> suites = new LinkedHashMap<>();
        for (Problem problem : report.problems()) {
            if (problem.isError()) {
                Case broken = new Case(problem.file(), problem.toString(), Duration.ZERO);
                suites.computeIfAbsent("rules with errors", key -> new ArrayList<>()).add(broken);
            }
        }
        for (Result result : report.results()) {
            suites.computeIfAbsent(result.file(), key -> new ArrayList<>())
                    .add(new Case(result.name(), result.difference(), result.took()));
        }
        for (String line : report.untested()) {
            Case missing = new Case(line, line, Duration.ZERO);
            suites.computeIfAbsent("rules without tests", key -> new ArrayList<>()).add(missing);
        }
        return suites;
    }

    private static void open(XMLStreamWriter xml, String element, String name, List<Case> cases)
            throws XMLStreamException {
        long failures = cases.stream().filter(one -> !one.failure().isEmpty()).count();
        Duration took = Duration.ZERO;
        for (Case one : cases) {
            took = took.plus(one.took());
        }
        xml.writeStartElement(element);
        xml.writeAttribute("name", clean(name));
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("time", seconds(took));
    }

    private static void write(String suite, Case one, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(suite));
        xml.writeAttribute("name", clean(one.name()));
        xml.writeAttribute("time", seconds(one.took()));
        if (!one.failure().isEmpty()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", clean(one.failure().lines().findFirst().orElse("")));
            xml.writeAttribute("type", "difference");
            xml.writeCharacters(clean(one.failure()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }

    /** What XML 1.0 has no way to write becomes the replacement character. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isCharacter(c) ? c : 0xFFFD).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
