package dev.tocsin.launcher.demo;

import java.time.Instant;

/**
 * Who plays: addresses and names that differ from run to run, so that a second demonstration is a
 * second attack. Addresses are from the ranges for documentation (RFC 5737).
 *
 * @param now the moment at which the attack ends
 * @param run distinguishes this run
 */
record Cast(Instant now, int run) {
    String attacker() {
        return "203.0.113." + (1 + run % 250);
    }

    String scanner() {
        return "198.51.100." + (1 + run % 250);
    }

    String intruder() {
        return "svc-backup" + run % 1000;
    }

    String account() {
        return "123456789012";
    }
}
