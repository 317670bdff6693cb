package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** The functions of one argument that formulas know. */
enum Function {
    LOG("log", "of a non-positive value"),
    LOG1P("log1p", "of a value of -1 or less"),
    EXP("exp", "is not finite"),
    SQRT("sqrt", "of a negative value"),
    ABS("abs", ""),
    FLOOR("floor", ""),
    /** Arithmetic as it stands, as economists write it in R. */
    I("I", "");

    /** From here on every double is a whole number. */
    private static final double WHOLE = 0x1p53;

    private final String written;
    private final String refusal;

    Function(String written, String refusal) {
        this.written = written;
        this.refusal = refusal;
    }

    String written() {
        return written;
    }

    /** What is wrong where {@link #outside} holds, in words that follow the call. */
    String refusal() {
        return refusal;
    }

    static Optional<Function> named(String name) {
        return Arrays.stream(values()).filter(f -> f.written.equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Function::written).toList();
    }

    Column of(Column x) {
        return switch (this) {
            case LOG -> functions.log(x);
            case LOG1P -> functions.log1p(x);
            case EXP -> functions.exp(x);
            case SQRT -> functions.sqrt(x);
            case ABS -> functions.abs(x);
            case FLOOR ->
                functions
                        .when(functions.abs(x).lt(WHOLE), functions.floor(x).cast("double"))
                        .otherwise(x);
            case I -> x;
        };
    }

    /** Where the function is not defined, of a finite argument. */
    Optional<Column> outside(Column x) {
        return switch (this) {
            case LOG -> Optional.of(x.leq(0.0));
            case LOG1P -> Optional.of(x.leq(-1.0));
            case EXP -> Optional.of(functions.exp(x).gt(Double.MAX_VALUE));
            case SQRT -> Optional.of(x.lt(0.0));
            case ABS, FLOOR, I -> Optional.empty();
        };
    }
}
