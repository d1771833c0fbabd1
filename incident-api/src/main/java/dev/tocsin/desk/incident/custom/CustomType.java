package dev.tocsin.desk.incident.custom;

import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.FieldType;

/** What the values of a custom field are. */
public enum CustomType {
    /** Prose. */
    TEXT(FieldType.TEXT),
    /** A number, whole or not. */
    NUMBER(FieldType.NUMBER),
    /** Yes or no. */
    BOOLEAN(FieldType.BOOLEAN),
    /** A time; a day is its first moment in UTC. */
    DATE(FieldType.DATE),
    /** One of the field's choices. */
    CHOICE(FieldType.KEYWORD),
    /** The name of somebody, as among the assignees. */
    USER(FieldType.KEYWORD);

    private final FieldType inFilters;

    CustomType(FieldType inFilters) {
        this.inFilters = inFilters;
    }

    /** The field of a name, as filters and orders know it. */
    Field inFilters(String name) {
        String member = CustomFields.MEMBER + "." + name;
        return Field.of(
                member, inFilters, this == DATE ? member + "." + CustomValue.MOMENT : member);
    }

    /** Whether there are few values, so that it is worth counting them. */
    boolean isCounted() {
        return this == BOOLEAN || this == CHOICE || this == USER;
    }
}
