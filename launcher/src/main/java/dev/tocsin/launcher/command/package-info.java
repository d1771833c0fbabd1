/**
 * One class per command of {@code ./tocsin}. A command reads its arguments, asks another package,
 * and prints. Start reading at {@link dev.tocsin.launcher.command.UpCommand}. Must never hold logic
 * that a test cannot reach without a terminal.
 */
@NullMarked
package dev.tocsin.launcher.command;

import org.jspecify.annotations.NullMarked;
