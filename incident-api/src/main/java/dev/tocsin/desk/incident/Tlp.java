package dev.tocsin.desk.incident;

/** To whom what is known of an incident may be told (Traffic Light Protocol 2.0, FIRST). */
public enum Tlp {
    CLEAR,
    GREEN,
    AMBER,
    AMBER_STRICT,
    RED
}
