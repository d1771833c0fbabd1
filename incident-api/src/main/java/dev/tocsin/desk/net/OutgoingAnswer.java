package dev.tocsin.desk.net;

/**
 * What an outgoing call was answered.
 *
 * @param status the HTTP status
 * @param body its whole body
 */
public record OutgoingAnswer(int status, byte[] body) {}
