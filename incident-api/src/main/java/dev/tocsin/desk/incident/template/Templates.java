package dev.tocsin.desk.incident.template;

import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.Playbook;
import dev.tocsin.desk.incident.Playbooks;
import dev.tocsin.desk.incident.part.PartSeeds;
import org.jspecify.annotations.Nullable;

/** Gives incidents what their templates say. */
public final class Templates implements Playbooks {
    private final TemplateStore templates;
    private final PartSeeds seeds;

    public Templates(TemplateStore templates, PartSeeds seeds) {
        this.templates = templates;
        this.seeds = seeds;
    }

    @Override
    public @Nullable Playbook find(String template) {
        StoredTemplate found = templates.find(template);
        return found == null ? null : found.template().playbook();
    }

    @Override
    public void unfold(Incident incident, String template, long atMs, Author author) {
        StoredTemplate found = templates.findAlsoDeleted(template);
        if (found != null) {
            seeds.sow(incident, template, found.template().seeds(atMs), atMs, author);
        }
    }
}
