/**
 * Machines that show a certificate (mutual TLS). Start at {@link
 * dev.tocsin.desk.auth.certificate.CertificateCallers}; it must never know how connections are
 * made.
 */
@NullMarked
package dev.tocsin.desk.auth.certificate;

import org.jspecify.annotations.NullMarked;
