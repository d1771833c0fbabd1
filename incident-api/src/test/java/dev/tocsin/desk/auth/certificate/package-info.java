@NullMarked
package dev.tocsin.desk.auth.certificate;

import org.jspecify.annotations.NullMarked;
