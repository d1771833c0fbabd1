package dev.tocsin.desk.alert;

/** What an analyst found an alert to be. */
public enum Verdict {
    FALSE_POSITIVE,
    TRUE_POSITIVE,
    BENIGN,
    SUSPICIOUS,
    TEST,
    DUPLICATE,
    INSUFFICIENT_DATA,
    DISREGARD
}
