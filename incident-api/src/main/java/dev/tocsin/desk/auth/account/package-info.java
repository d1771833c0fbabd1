/**
 * Local accounts of people: passwords, one-time links, the log-in and what slows guessing down.
 * Start at {@link dev.tocsin.desk.auth.account.Accounts}; it must never know alerts or incidents.
 */
@NullMarked
package dev.tocsin.desk.auth.account;

import org.jspecify.annotations.NullMarked;
