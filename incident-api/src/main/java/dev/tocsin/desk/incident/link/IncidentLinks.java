package dev.tocsin.desk.incident.link;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.incident.LinkMentions;
import dev.tocsin.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes and removes links. No incident is linked to itself, has two parents, is the duplicate of
 * two, or leads back to itself by parents, causes or duplicates.
 *
 * <p>Two that are made at the same time may lead back only together. So each is looked at again
 * after it was written, and is removed if it does: by its maker, or, should that have died, by
 * whoever publishes the change.
 */
public final class IncidentLinks {
    /** The most links of an incident. */
    static final int MAX_LINKS = 200;

    /** The most incidents that are looked at on the way from one to another. */
    private static final int MAX_STEPS = 10_000;

    private final LinkStore links;
    private final IncidentStore incidents;

    public IncidentLinks(LinkStore links, IncidentStore incidents) {
        this.links = links;
        this.incidents = incidents;
    }

    /** The links of an incident, from either end. */
    List<Link> of(String incident) {
        return links.of(incident);
    }

    /**
     * A link of an incident.
     *
     * @throws ProblemException 404
     */
    Link require(String incident, String id) {
        Link link = links.find(id);
        if (link == null || !Set.of(link.from(), link.to()).contains(incident)) {
            throw ProblemException.notFound("a link of " + incident + " with the id " + id);
        }
        return link;
    }

    /** Whether a link was made, and the link. */
    record Made(boolean isNew, Link link) {}

    /**
     * Makes a link; the same one is made once.
     *
     * @throws ProblemException 409 when it contradicts one that is there
     */
    Made make(Link link, Author author) {
        Link there = links.find(link.id());
        if (there != null) {
            return same(link, there);
        }
        requireRoom(link.from());
        requireRoom(link.to());
        if (leadsBack(link)) {
            throw cycle(link);
        }
        Link made = links.add(link, changes(link, "linked", null, told(link), author));
        if (made == null) {
            Link other = links.find(link.id());
            throw other == null ? tooOften() : taken(link);
        }
        if (leadsBack(made)) {
            remove(made, author);
            throw cycle(link);
        }
        touch(made, author);
        return new Made(true, made);
    }

    private static Made same(Link wanted, Link there) {
        if (!there.to().equals(wanted.to())) {
            throw taken(wanted);
        }
        return new Made(false, there);
    }

    /** Whether it was removed; false when it is no longer the one that was read. */
    boolean remove(Link link, Author author) {
        boolean removed = links.remove(link, changes(link, "unlinked", told(link), null, author));
        if (removed) {
            touch(link, author);
        }
        return removed;
    }

    /** Removes a link that leads back, which its maker did not live to see. */
    public void follow(JsonNode change, Author author) {
        if (!"linked".equals(Json.text(change, "action"))) {
            return;
        }
        String subject = change.path("subject").asText();
        for (JsonNode field : change.path("changes")) {
            if (LinkMentions.FIELD.equals(Json.text(field, "field"))) {
                for (Link link : links.of(subject)) {
                    if (link.told(subject).equals(Json.text(field, "to")) && leadsBack(link)) {
                        remove(link, author);
                    }
                }
            }
        }
    }

    /** Whether one gets from the end of a link to its beginning. */
    private boolean leadsBack(Link link) {
        if (!link.relation().isDirected()) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        Set<String> next = Set.of(link.to());
        while (!next.isEmpty() && seen.size() < MAX_STEPS) {
            if (next.contains(link.from())) {
                return true;
            }
            seen.addAll(next);
            next =
                    links.from(next, link.relation()).stream()
                            .map(Link::to)
                            .filter(to -> !seen.contains(to))
                            .collect(Collectors.toSet());
        }
        return false;
    }

    private void requireRoom(String incident) {
        if (links.of(incident).size() >= MAX_LINKS) {
            throw ProblemException.conflict(
                    "Expected at most "
                            + MAX_LINKS
                            + " links of one incident, but there are as many already");
        }
    }

    private void touch(Link link, Author author) {
        long now = author.clock().millis();
        incidents.touch(link.from(), now);
        incidents.touch(link.to(), now);
    }

    private static Function<String, String> told(Link link) {
        return link::told;
    }

    private List<Change> changes(
            Link link,
            String action,
            @Nullable Function<String, String> from,
            @Nullable Function<String, String> to,
            Author author) {
        return Stream.of(link.from(), link.to())
                .map(
                        incident ->
                                author.change(
                                        Kind.INCIDENT,
                                        incident,
                                        action,
                                        incidents.version(incident),
                                        List.of(
                                                FieldChange.of(
                                                        LinkMentions.FIELD,
                                                        from == null ? null : from.apply(incident),
                                                        to == null ? null : to.apply(incident))),
                                        link.comment()))
                .toList();
    }

    private static ProblemException cycle(Link link) {
        return ProblemException.conflict(
                "Expected a link that does not lead back to its own incident, but by "
                        + Texts.name(link.relation())
                        + " it would");
    }

    private static ProblemException taken(Link link) {
        return ProblemException.conflict(
                "Expected an incident without a link "
                        + Texts.name(link.relation())
                        + ", but it has another one. Remove that first");
    }

    private static ProblemException tooOften() {
        return ProblemException.conflict(
                "Expected to make the link, but it changed meanwhile. Try again");
    }
}
