package dev.tocsin.rules.source;

/**
 * The text of one rule file.
 *
 * @param path path inside the rules directory, for example {@code ssh/brute-force.yml}; names the
 *     file in problems
 * @param text its YAML, one or many documents
 */
public record RuleFile(String path, String text) {}
