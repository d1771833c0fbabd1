package dev.tocsin.bridge;

/** What became of a submission. */
public sealed interface Outcome permits Accepted, Rejected {}
