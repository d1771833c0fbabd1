package dev.tocsin.desk.http;

/**
 * One thing that is wrong with a request.
 *
 * @param at a JSON pointer into the body, or the name of a parameter
 * @param detail what was expected and what was found
 */
public record Fault(String at, String detail) {}
