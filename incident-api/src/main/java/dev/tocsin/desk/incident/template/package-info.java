/**
 * Templates (playbooks) of incidents: tasks, questions, techniques and marks that an incident gets.
 * Start at {@link dev.tocsin.desk.incident.template.Template}; those that ship are YAML files
 * beside this package.
 */
@NullMarked
package dev.tocsin.desk.incident.template;

import org.jspecify.annotations.NullMarked;
