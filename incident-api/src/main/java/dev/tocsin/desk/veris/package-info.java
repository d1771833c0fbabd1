/**
 * VERIS: the record of an incident in the Vocabulary for Event Recording and Incident Sharing, kept
 * byte for byte, checked, imported, exported and drafted from the incident.
 */
@NullMarked
package dev.tocsin.desk.veris;

import org.jspecify.annotations.NullMarked;
