/**
 * Rules over events of the past: the same pure functions as the topology's, in this process, from
 * the topic of events or from a file. Start at {@link dev.tocsin.launcher.backtest.Backtest}. It
 * must never write to a broker, nor join a group there.
 */
@NullMarked
package dev.tocsin.launcher.backtest;

import org.jspecify.annotations.NullMarked;
