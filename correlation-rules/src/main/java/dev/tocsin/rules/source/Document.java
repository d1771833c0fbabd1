package dev.tocsin.rules.source;

/**
 * One YAML document of a rule file: a map at its root.
 *
 * @param file path of the rule file
 * @param number number in the file, from 1
 * @param problems where everything that is found wrong with it goes
 */
public record Document(String file, int number, Yaml.Mapping root, DocumentProblems problems) {}
