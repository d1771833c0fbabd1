package dev.tocsin.desk.list;

import dev.tocsin.desk.http.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Reads CSV (RFC 4180): cells in quotes may hold commas, line breaks and doubled quotes. */
final class CsvRecords {
    private static final char QUOTE = '"';
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String text;
    private final List<Line> lines = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private StringBuilder cell = new StringBuilder();
    private int number = 1;
    private int begun = 1;
    private int at;

    private CsvRecords(String text) {
        this.text = text;
    }

    /**
     * One record.
     *
     * @param number of the line where it begins, from 1
     * @param cells its cells
     */
    record Line(int number, List<String> cells) {}

    /**
     * All records but empty lines.
     *
     * @throws ProblemException 400 when a quote is not closed
     */
    static List<Line> read(String text) {
        CsvRecords records =
                new CsvRecords(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        records.run();
        return records.lines;
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == QUOTE && cell.isEmpty()) {
                quoted();
            } else if (c == ',') {
                endCell();
            } else if (c == '\n') {
                endLine();
                number++;
                begun = number;
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        endLine();
    }

    private void quoted() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != QUOTE) {
                number += c == '\n' ? 1 : 0;
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == QUOTE) {
                cell.append(QUOTE);
                at++;
            } else {
                return;
            }
        }
        throw ProblemException.unreadable(
                "Expected the quote that opens in line " + begun + " to close, but it does not");
    }

    private void endCell() {
        cells.add(cell.toString());
        cell = new StringBuilder();
    }

    private void endLine() {
        endCell();
        if (cells.size() > 1 || !cells.getFirst().isBlank()) {
            lines.add(new Line(begun, List.copyOf(cells)));
        }
        cells = new ArrayList<>();
    }
}
