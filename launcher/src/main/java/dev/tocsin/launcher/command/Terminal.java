package dev.tocsin.launcher.command;

import dev.tocsin.rules.explain.Style;
import java.io.Console;

/** Whether somebody looks at a terminal. */
final class Terminal {
    private Terminal() {}

    /** Colours on a terminal, unless {@code NO_COLOR} is set; elsewhere none. */
    static Style style() {
        return new Style(isWatched() && System.getenv("NO_COLOR") == null);
    }

    /** Whether somebody sees what is printed. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 has the console again that may be null.
    static boolean isWatched() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
