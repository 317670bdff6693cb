package org.agglo.app.study;

import org.agglo.disclosure.Treatment;

/**
 * A column of the panel that may rest on withheld cells.
 *
 * @param column it, or the total made from it
 * @param flag the column that is above zero where it does
 */
public record TreatedColumn(String column, String flag) {
    /** Its least possible value. */
    public String low() {
        return Treatment.low(column);
    }

    /** Its greatest possible value. */
    public String high() {
        return Treatment.high(column);
    }
}
