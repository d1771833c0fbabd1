/**
 * Lists of values: who is watched, what is blocked, what is known of hosts and people, what the
 * placeholders of rules stand for. They are kept here and published to the topology. Start reading
 * at {@link dev.tocsin.desk.list.ListStore}. It must never publish anything by itself: what is
 * published follows from a change in the outbox.
 */
@NullMarked
package dev.tocsin.desk.list;

import org.jspecify.annotations.NullMarked;
