package org.agglo.disclosure;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Treats rows that come group by group; rows of no group pass as they are. */
record Groups(Plan plan) implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Walk(rows);
    }

    /** One group at a time is in memory. */
    private final class Walk implements Iterator<Row> {
        private final Iterator<Row> rows;
        private Iterator<Row> done = List.<Row>of().iterator();
        private Row next;

        Walk(Iterator<Row> rows) {
            this.rows = rows;
            this.next = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return done.hasNext() || next != null;
        }

        @Override
        public Row next() {
            if (!done.hasNext()) {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                done = next.isNullAt(plan.group()) ? loose() : new GroupOfCells(plan, group()).rows();
            }
            return done.next();
        }

        private Iterator<Row> loose() {
            Row row = next;
            advance();
            Object[] cells = plan.widened(row);
            for (int place : plan.values()) {
                cells[place] = row.isNullAt(place) ? null : ((Number) row.get(place)).doubleValue();
            }
            return List.of(RowFactory.create(cells)).iterator();
        }

        private List<Row> group() {
            String name = next.getString(plan.group());
            List<Row> group = new ArrayList<>();
            while (next != null
                    && !next.isNullAt(plan.group())
                    && next.getString(plan.group()).equals(name)) {
                group.add(next);
                advance();
            }
            return group;
        }

        private void advance() {
            next = rows.hasNext() ? rows.next() : null;
        }
    }
}
