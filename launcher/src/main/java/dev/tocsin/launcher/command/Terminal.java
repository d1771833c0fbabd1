package dev.tocsin.launcher.command;

import dev.tocsin.rules.explain.Style;
import java.io.Console;

/** Whether somebody looks at a terminal. */
final class Terminal {
    private Terminal() {}

    /** Colours on a terminal, unless {@code NO_COLOR} is set; elsewhere none. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 has the console again that may be null.
    static Style style() {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        return new Style(terminal && System.getenv("NO_COLOR") == null);
    }
}
