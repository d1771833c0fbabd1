package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A document that is ECS already: taken as it is, completed where a line can be read. */
final class EcsShape implements Shape {

    @Override
    public String name() {
        return "ecs";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return sent.has("@timestamp") && hasFieldSet(sent);
    }

    private static boolean hasFieldSet(ObjectNode sent) {
        for (var entry : sent.properties()) {
            String name = entry.getKey();
            int dot = name.indexOf('.');
            boolean known =
                    EcsDocument.FIELD_SETS.contains(dot < 0 ? name : name.substring(0, dot));
            if (known && (dot > 0 || entry.getValue().isObject())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        EcsDocument.takeEvent(sent, draft);
    }
}
