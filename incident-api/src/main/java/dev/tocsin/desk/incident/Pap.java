package dev.tocsin.desk.incident;

/**
 * What may be done with what is known of an incident, so that its author does not notice
 * (Permissible Actions Protocol, MISP taxonomies).
 */
public enum Pap {
    CLEAR,
    GREEN,
    AMBER,
    RED
}
