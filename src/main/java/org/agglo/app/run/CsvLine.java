package org.agglo.app.run;

import java.io.IOException;
import java.io.Writer;

/** A line of CSV, cell by cell: quoted where it must be, and used again for the next. */
final class CsvLine {
    /** Whole numbers below have all their digits in {@link Double#toString}. */
    private static final long PLAIN = 10_000_000;

    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    /** A text as it is. */
    CsvLine add(String cell) {
        next();
        if (isPlain(cell)) {
            text.append(cell);
        } else {
            text.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
        return this;
    }

    /** A text from the data: one that a spreadsheet would run as a formula is defused. */
    CsvLine addData(String cell) {
        return add(isFormula(cell) ? "'" + cell : cell);
    }

    /** A number in full precision, as {@link Double#toString} has it. */
    CsvLine add(double number) {
        next();
        long whole = (long) number;
        if (whole == number && Math.abs(whole) < PLAIN && (whole != 0 || Double.doubleToRawLongBits(number) == 0)) {
            text.append(whole).append(".0");
        } else {
            text.append(number);
        }
        return this;
    }

    /** A value that is not null, as its kind asks for. */
    CsvLine addValue(Object value) {
        if (value instanceof Double number) {
            return add(number.doubleValue());
        }
        return value instanceof String text ? addData(text) : add(String.valueOf(value));
    }

    CsvLine add(long number) {
        next();
        text.append(number);
        return this;
    }

    /** An empty cell. */
    CsvLine addNull() {
        next();
        return this;
    }

    /** Writes the line and begins another. */
    void end(Writer out) throws IOException {
        out.append(text.append('\n'));
        text.setLength(0);
        begun = false;
    }

    private void next() {
        if (begun) {
            text.append(',');
        }
        begun = true;
    }

    private static boolean isFormula(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0;
    }

    private static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return true;
    }
}
