package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as the rules see it: walked once, each value folded at most once, each predicate asked
 * at most once. Reused from event to event by one thread: a stamp says which entries are of the
 * present event.
 */
final class EventView implements Evaluation, ByteTrie.Sink {
    private static final int[] NO_RULES = {};

    private final FieldTable fields;
    private final PlaceTree places;

    private final int[] placeStamps;
    private final JsonNode[] nodes;

    /** What stands at a place; null until asked. */
    private final @Nullable FieldValues[] placeValues;

    /** Places that hold a list, or that several ways led to: a path collects what they hold. */
    private final boolean[] several;

    private final int[] arrived;
    private int arrivedCount;

    private final int[] fieldStamps;
    private final FieldValues[] fieldValues;
    private final int[] searched;

    private final int[] groupStamps;

    /** The values that were searched last for a group. */
    private final FieldValues[] groupValues;

    /** Twice the stamp, plus one if the predicate holds. */
    private final int[] answers;

    private final int[] candidateStamps;
    private final int[] candidates;
    private int candidateCount;
    private int[] scratch = new int[1024];

    /** Every scalar of the event, when its route has keywords. */
    private final DistinctValues strings = new DistinctValues();

    private @Nullable FieldValues allStrings;
    private JsonNode event = MissingNode.getInstance();
    private Route route = new Route(new long[0], new long[0], null, NO_RULES);
    private int stamp;

    EventView(FieldTable fields, int groupCount, int checkCount, int ruleCount) {
        this.fields = fields;
        this.places = fields.places();
        int placeCount = places.size();
        this.placeStamps = new int[placeCount];
        this.nodes = new JsonNode[placeCount];
        this.placeValues = new FieldValues[placeCount];
        this.several = new boolean[placeCount];
        this.arrived = new int[placeCount];
        this.fieldStamps = new int[fields.size()];
        this.fieldValues = new FieldValues[fields.size()];
        this.searched = new int[fields.size()];
        this.groupStamps = new int[groupCount];
        this.groupValues = new FieldValues[groupCount];
        this.answers = new int[checkCount];
        this.candidateStamps = new int[ruleCount];
        this.candidates = new int[ruleCount];
    }

    /** Begins the next event. */
    void begin(JsonNode next, Route of) {
        if (stamp == Integer.MAX_VALUE / 2) {
            Arrays.fill(placeStamps, 0);
            Arrays.fill(fieldStamps, 0);
            Arrays.fill(searched, 0);
            Arrays.fill(groupStamps, 0);
            Arrays.fill(answers, 0);
            Arrays.fill(candidateStamps, 0);
            stamp = 0;
        }
        stamp++;
        event = next;
        route = of;
        arrivedCount = 0;
        candidateCount = 0;
        allStrings = null;
        strings.begin();
        walk(next, places.root(), of.keywords() != null);
    }

    private void walk(JsonNode node, PlaceTree.@Nullable Branch at, boolean collects) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                PlaceTree.Branch child = at == null ? null : at.child(property.getKey());
                if (child != null || collects) {
                    boolean ours =
                            at == places.root() && property.getKey().equals(EventStrings.OURS);
                    visit(property.getValue(), child, collects && !ours);
                }
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                JsonNode element = node.get(i);
                if (element.isContainerNode()) {
                    walk(element, at, collects);
                } else if (collects) {
                    strings.add(element);
                }
            }
        }
    }

    private void visit(JsonNode node, PlaceTree.@Nullable Branch at, boolean collects) {
        boolean container = node.isContainerNode();
        Value value = container ? null : collects ? strings.add(node) : Value.of(node);
        if (at != null && at.place() != PlaceTree.NONE) {
            arrive(at.place(), node, value);
        }
        if (container && (collects || (at != null && !at.isLeaf()))) {
            walk(node, at, collects);
        }
    }

    private void arrive(int place, JsonNode node, @Nullable Value value) {
        if (placeStamps[place] == stamp) {
            several[place] = true;
            placeValues[place] = null;
            return;
        }
        placeStamps[place] = stamp;
        nodes[place] = node;
        placeValues[place] = value == null ? null : FieldValues.of(value);
        several[place] = node.isArray();
        arrived[arrivedCount++] = place;
    }

    private FieldValues at(int place) {
        FieldValues known = placeValues[place];
        if (known == null) {
            known =
                    several[place]
                            ? FieldReader.read(event, places.path(place))
                            : FieldValues.of(nodes[place]);
            placeValues[place] = known;
        }
        return known;
    }

    private FieldValues values(int field) {
        if (fieldStamps[field] != stamp) {
            fieldStamps[field] = stamp;
            fieldValues[field] = read(fields.placesOf(field));
        }
        return fieldValues[field];
    }

    private FieldValues read(int[] ofField) {
        FieldValues best = FieldValues.ABSENT;
        for (int place : ofField) {
            if (placeStamps[place] == stamp) {
                FieldValues found = at(place);
                if (found != FieldValues.ABSENT) {
                    best = found;
                }
                if (best != FieldValues.ABSENT && best != FieldValues.NULL) {
                    return best;
                }
            }
        }
        return best;
    }

    /** Finds the rules whose witness holds, through the fields that the event has. */
    void search(int[] groupOf, AnchorIndex[] groups) {
        add(route.always());
        for (int i = 0; i < arrivedCount; i++) {
            for (int field : fields.fieldsAt(arrived[i])) {
                int group = groupOf[field];
                if (group != WitnessIndex.NO_GROUP
                        && searched[field] != stamp
                        && route.reads(field)) {
                    searched[field] = stamp;
                    search(values(field), groups[group], group);
                }
            }
        }
        AnchorIndex keywords = route.keywords();
        if (keywords != null) {
            keywords.find(strings(), this);
        }
    }

    private void search(FieldValues values, AnchorIndex index, int group) {
        boolean again = groupStamps[group] == stamp && groupValues[group] == values;
        if (!again && values.present()) {
            groupStamps[group] = stamp;
            groupValues[group] = values;
            index.find(values, this);
        }
    }

    @Override
    public void add(int[] rules) {
        for (int rule : rules) {
            if (candidateStamps[rule] != stamp && Route.isSet(route.rules(), rule)) {
                candidateStamps[rule] = stamp;
                candidates[candidateCount++] = rule;
            }
        }
    }

    @Override
    public int[] scratch(int size) {
        if (scratch.length < size) {
            scratch = new int[size * 2];
        }
        return scratch;
    }

    /** The rules that may match, in the order of their numbers; valid until the next event. */
    int[] sortedCandidates() {
        Arrays.sort(candidates, 0, candidateCount);
        return candidates;
    }

    int candidateCount() {
        return candidateCount;
    }

    @Override
    public boolean holds(PredicateCheck check) {
        int known = answers[check.id()];
        if (known >>> 1 != stamp) {
            known = (stamp << 1) | (check.compute(this) ? 1 : 0);
            answers[check.id()] = known;
        }
        return (known & 1) == 1;
    }

    @Override
    public FieldValues values(FieldReader field) {
        return values(field.id());
    }

    @Override
    public FieldValues strings() {
        FieldValues known = allStrings;
        if (known == null) {
            known = route.keywords() == null ? EventStrings.of(event) : strings.all();
            allStrings = known;
        }
        return known;
    }
}
