package org.agglo.ingest;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.TypeDescription;

/** What a column of an ORC file holds, as whole numbers, decimal numbers or text. */
enum OrcColumn implements Serializable {
    WHOLE,
    NUMBER,
    TEXT,
    TRUTH,
    DAY,
    MOMENT,
    DECIMAL,
    /** Nothing that a cell can be. */
    NESTED;

    static OrcColumn of(TypeDescription type) {
        return switch (type.getCategory()) {
            case BYTE, SHORT, INT, LONG -> WHOLE;
            case FLOAT, DOUBLE -> NUMBER;
            case STRING, CHAR, VARCHAR -> TEXT;
            case BOOLEAN -> TRUTH;
            case DATE -> DAY;
            case TIMESTAMP, TIMESTAMP_INSTANT -> MOMENT;
            case DECIMAL -> DECIMAL;
            default -> NESTED;
        };
    }

    /** The value as text, a Long or a Double; null if there is none. */
    Object value(ColumnVector vector, int row) {
        int at = vector.isRepeating ? 0 : row;
        if (!vector.noNulls && vector.isNull[at]) {
            return null;
        }
        return switch (this) {
            case WHOLE -> ((LongColumnVector) vector).vector[at];
            case NUMBER -> ((DoubleColumnVector) vector).vector[at];
            case TEXT -> text((BytesColumnVector) vector, at);
            case TRUTH -> Boolean.toString(((LongColumnVector) vector).vector[at] != 0);
            case DAY ->
                LocalDate.ofEpochDay(((LongColumnVector) vector).vector[at]).toString();
            case MOMENT -> moment((TimestampColumnVector) vector, at);
            case DECIMAL ->
                ((DecimalColumnVector) vector).vector[at].getHiveDecimal().toString();
            case NESTED -> throw new IllegalStateException("a nested column is refused before it is read");
        };
    }

    private static String text(BytesColumnVector texts, int at) {
        return new String(texts.vector[at], texts.start[at], texts.length[at], StandardCharsets.UTF_8);
    }

    private static String moment(TimestampColumnVector times, int at) {
        return times.asScratchTimestamp(at)
                .toInstant()
                .atZone(ZoneOffset.UTC)
                .toLocalDateTime()
                .toString();
    }
}
