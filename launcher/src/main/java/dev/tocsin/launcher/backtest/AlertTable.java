package dev.tocsin.launcher.backtest;

import dev.tocsin.alert.Alert;
import dev.tocsin.event.TimeText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Alerts for people: a line each, in columns. */
public final class AlertTable {
    private static final List<String> HEAD =
            List.of("TIME", "LEVEL", "COUNT", "STATE", "RULE", "GROUP", "ID");
    private static final int LONGEST = 60;

    private final PrintWriter out;

    public AlertTable(PrintWriter out) {
        this.out = out;
    }

    /** All of them, and how many each rule and each day has. */
    public void report(List<Alert> alerts) {
        print("", alerts);
        out.println();
        counts("alerts of a rule", AlertLog.counts(alerts, AlertTable::rule));
        counts("alerts of a day", AlertLog.counts(alerts, AlertTable::day));
    }

    /** What only one version of the rules finds, and what both find differently. */
    public void report(List<Difference> differences, String against) {
        List<Alert> added = new ArrayList<>();
        List<Alert> removed = new ArrayList<>();
        List<Alert> before = new ArrayList<>();
        List<Alert> after = new ArrayList<>();
        for (Difference difference : differences) {
            switch (difference) {
                case Difference.Added one -> added.add(one.alert());
                case Difference.Removed one -> removed.add(one.alert());
                case Difference.Changed one -> {
                    before.add(one.before());
                    after.add(one.after());
                }
            }
        }
        section("only now, not with " + against, added);
        section("only with " + against, removed);
        section("changed, as they are now", after);
        section("changed, as they are with " + against, before);
    }

    private void section(String title, List<Alert> alerts) {
        out.printf("%n%,d %s%n", alerts.size(), title);
        if (!alerts.isEmpty()) {
            print("  ", alerts);
        }
    }

    private void print(String indent, List<Alert> alerts) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        alerts.forEach(alert -> rows.add(row(alert)));
        int[] widths = new int[HEAD.size() - 1];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            out.println(line.append(row.getLast()));
        }
    }

    private void counts(String title, List<Map.Entry<String, Long>> counts) {
        out.println(title);
        counts.forEach(count -> out.printf("  %,8d  %s%n", count.getValue(), count.getKey()));
    }

    private static List<String> row(Alert alert) {
        return List.of(
                TimeText.of(alert.firstMs()),
                alert.rule().level().text(),
                Long.toString(alert.count()),
                alert.state().text(),
                shortened(alert.rule().title()),
                shortened(group(alert)),
                alert.id());
    }

    private static String group(Alert alert) {
        StringJoiner group = new StringJoiner(", ");
        alert.group().forEach((field, value) -> group.add(field + "=" + value));
        return group.length() == 0 ? "-" : group.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static String rule(Alert alert) {
        return alert.rule().title() + " (" + alert.rule().id() + ")";
    }

    private static String day(Alert alert) {
        return TimeText.of(alert.firstMs()).substring(0, 10);
    }
}
