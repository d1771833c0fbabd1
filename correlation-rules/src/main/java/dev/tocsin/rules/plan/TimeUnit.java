package dev.tocsin.rules.plan;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.Locale;

/** A part of a time that a rule can compare (Sigma specification 2.1, time modifiers). */
public enum TimeUnit {
    MINUTE(ChronoField.MINUTE_OF_HOUR, 0, 59),
    HOUR(ChronoField.HOUR_OF_DAY, 0, 23),
    /** Of the month. */
    DAY(ChronoField.DAY_OF_MONTH, 1, 31),
    /** Of the year by ISO 8601: the first has the year's first Thursday. */
    WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1, 53),
    MONTH(ChronoField.MONTH_OF_YEAR, 1, 12),
    YEAR(ChronoField.YEAR, 1970, 9999);

    private final TemporalField field;
    private final int first;
    private final int last;

    TimeUnit(TemporalField field, int first, int last) {
        this.field = field;
        this.first = first;
        this.last = last;
    }

    /** The smallest number of this part. */
    public int first() {
        return first;
    }

    /** The greatest number of this part. */
    public int last() {
        return last;
    }

    /** The name in rule files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The number of this part in a time. */
    public int of(ZonedDateTime time) {
        return time.get(field);
    }
}
