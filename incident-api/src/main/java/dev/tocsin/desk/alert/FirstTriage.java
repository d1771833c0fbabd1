package dev.tocsin.desk.alert;

import java.util.Collection;
import java.util.Map;

/** What the triage of alerts begins with, before anybody has looked at them. */
@FunctionalInterface
public interface FirstTriage {
    /** Nobody has touched them. */
    FirstTriage UNTOUCHED = _ -> Map.of();

    /** Triages other than {@link Triage#UNTOUCHED}, by the id of the alert. */
    Map<String, Triage> of(Collection<AlertRevision> arrivals);
}
