package dev.tocsin.rules.pipeline.step;

/** A field and where its value goes. */
public record Pair(Place from, Place to) {}
