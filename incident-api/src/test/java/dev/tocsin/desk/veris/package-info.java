@NullMarked
package dev.tocsin.desk.veris;

import org.jspecify.annotations.NullMarked;
