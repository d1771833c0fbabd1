package dev.tocsin.desk.auth;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param keyId id of the key
 * @param name name of the key
 * @param role what it may do
 * @param csrf the token that a write must repeat; null when the caller sent the key itself
 */
public record Principal(String keyId, String name, Role role, @Nullable String csrf) {}
