package dev.tocsin.topology.correlate;

/**
 * A contribution that a group took.
 *
 * @param contribution as it lay on the topic of matches
 * @param past whether it was an event of the past, which is not late for that
 */
record Journaled(byte[] contribution, boolean past) {}
