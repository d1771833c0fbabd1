package dev.tocsin.desk.query;

import java.util.List;

/** A filter, parsed and checked. */
public sealed interface Query {
    /** Everything. */
    record All() implements Query {}

    /** What all of them want. */
    record And(List<Query> of) implements Query {
        public And {
            of = List.copyOf(of);
        }
    }

    /** What one of them wants; nothing when there is none. */
    record Or(List<Query> of) implements Query {
        public Or {
            of = List.copyOf(of);
        }
    }

    /** What it does not want. */
    record Not(Query of) implements Query {}

    /** What has a value of the field that meets the criterion. */
    record Has(Field field, Criterion criterion) implements Query {}
}
