/**
 * Who calls, and what that caller may do: API keys, sessions, roles. Start at {@link
 * dev.tocsin.desk.auth.Gate}; it must never know a resource.
 */
@NullMarked
package dev.tocsin.desk.auth;

import org.jspecify.annotations.NullMarked;
