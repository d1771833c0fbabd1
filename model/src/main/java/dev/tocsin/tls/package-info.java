/**
 * TLS from PEM files: keys and certificates as the JDK wants them, and files that are read again
 * when they change. Start reading at {@link dev.tocsin.tls.TlsFiles}. It must never know a
 * transport.
 */
@NullMarked
package dev.tocsin.tls;

import org.jspecify.annotations.NullMarked;
