package org.agglo.ingest.csv;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One task's records as rows that each stand for many: those of one file whose cells are of the same classes, counted and
 * added up. The rows are handed on when a file ends, or when they have become many.
 */
final class CondensingReader implements PartitionReader<InternalRow> {
    /** As much text and it is time to begin afresh. */
    private static final long MOST_TEXT = 1 << 22;

    private final SplitRecords records;
    private final CellClass[] classes;
    /** The columns that add up. */
    private final int[] summed;
    /** For each column its place in this file's records, −1 if it is the same in all of them. */
    private final int[] places;

    private final int[] constants;
    private final TextIds problems = new TextIds();
    /** For each column the classes of many records; then the problem, which they have not. */
    private final int[][] batch;

    private final Condensed rows;
    private final CondensedRow row;
    private CsvSplit split;
    private int number;
    /** Null where the delimiter is not ASCII. */
    private LineIndex lines;

    private boolean waiting;
    private int current;

    CondensingReader(CsvPartition partition, List<CellRole> roles, StructType required, Streams streams) {
        this.records = new SplitRecords(partition, streams);
        this.classes = roles.stream().map(CellClass::of).toArray(CellClass[]::new);
        this.summed = CsvPlan.summed(roles);
        this.places = new int[classes.length];
        this.constants = new int[classes.length];
        this.batch = new int[classes.length + 1][LineIndex.MOST];
        Arrays.fill(batch[classes.length], -1);
        this.rows = new Condensed(classes.length + 1, summed.length);
        this.row = new CondensedRow(required);
    }

    @Override
    public boolean next() {
        current++;
        return current < rows.size() || refill();
    }

    private boolean refill() {
        rows.clear();
        current = 0;
        if (problems.bytes() + text() > MOST_TEXT) {
            problems.clear();
            for (CellClass cells : classes) {
                cells.clear();
            }
            number = 0;
        }
        boolean found = fill();
        TaskContext task = TaskContext.get();
        if (found && task != null) {
            // Spark counts the rows that it gets; what was read is the records that they stand for.
            task.taskMetrics().inputMetrics().incRecordsRead(rows.records() - rows.size());
        }
        return found;
    }

    /** Takes records until there are enough, or a file ends. */
    private boolean fill() {
        while (rows.size() < Condensed.FULL && (waiting || records.next())) {
            waiting = false;
            if (records.number() != number) {
                if (rows.size() > 0 && !sameFile(records.split())) {
                    waiting = true;
                    return true;
                }
                open(records.split());
            }
            take(records.scanner());
            if (lines != null) {
                takePlain(records.scanner());
            }
        }
        return rows.size() > 0;
    }

    /** Takes the plain records that follow in the scanner's window, column by column. */
    private void takePlain(RecordScanner scanner) {
        Window window = scanner.window;
        long stop = split.stop() - window.offset() + window.from;
        while (rows.size() < Condensed.FULL) {
            int count = lines.over(window, stop);
            if (count == 0) {
                return;
            }
            for (int i = 0; i < classes.length; i++) {
                if (places[i] < 0) {
                    Arrays.fill(batch[i], 0, count, constants[i]);
                } else {
                    lines.column(places[i]);
                    classes[i].of(lines.bytes(), lines.starts(), lines.lengths(), count, batch[i]);
                }
            }
            count(count);
            window.at = lines.behind();
            scanner.passed(count);
        }
    }

    private long text() {
        long bytes = 0;
        for (CellClass cells : classes) {
            bytes += cells.ids.bytes();
        }
        return bytes;
    }

    private boolean sameFile(CsvSplit next) {
        return next.file().input().path().equals(split.file().input().path());
    }

    private void open(CsvSplit next) {
        split = next;
        number = records.number();
        CsvFile file = next.file();
        lines = LineIndex.of(file);
        for (int i = 0; i < places.length; i++) {
            places[i] = next.file().places().get(i);
            if (places[i] < 0) {
                String value = file.folders().get(i);
                byte[] text =
                        value == null ? null : UTF8String.fromString(value).getBytes();
                constants[i] = text == null ? -1 : classes[i].of(text, 0, text.length);
            }
        }
    }

    private void take(RecordScanner scanner) {
        String problem = scanner.problem();
        int[] problemOf = batch[classes.length];
        if (problem != null) {
            for (int i = 0; i < classes.length; i++) {
                batch[i][0] = places[i] < 0 ? constants[i] : -1;
            }
            byte[] text = UTF8String.fromString(problem).getBytes();
            problemOf[0] = problems.of(text, 0, text.length);
            rows.count(batch, 1);
            problemOf[0] = -1;
            return;
        }
        byte[] bytes = scanner.window.bytes;
        int from = scanner.window.from;
        for (int i = 0; i < classes.length; i++) {
            int place = places[i];
            if (place < 0) {
                batch[i][0] = constants[i];
            } else if (scanner.isUtf8(place)) {
                batch[i][0] = classes[i].of(bytes, from + scanner.cells.start(place), scanner.cells.length(place));
            } else {
                byte[] text = scanner.cell(place).getBytes();
                batch[i][0] = classes[i].of(text, 0, text.length);
            }
        }
        count(1);
    }

    /** Counts the records whose classes and numbers are known. */
    private void count(int records) {
        rows.count(batch, records);
        for (int i = 0; i < summed.length; i++) {
            if (places[summed[i]] >= 0) {
                rows.add(records, i, ((NumberClass) classes[summed[i]]).values());
            }
        }
    }

    @Override
    public InternalRow get() {
        return row.of(this);
    }

    UTF8String file() {
        return UTF8String.fromString(split.file().input().path());
    }

    long count() {
        return rows.count(current);
    }

    UTF8String problem() {
        int id = rows.key(current, classes.length);
        return id < 0 ? null : problems.text(id);
    }

    /** The text that stands for the class of a column's cells; null in a malformed record. */
    UTF8String text(int column) {
        int id = rows.key(current, column);
        return id < 0 ? null : classes[column].ids.text(id);
    }

    double total(int sum, int part) {
        return rows.total(current, sum, part);
    }

    /** The number that stands for what was added up; NaN if nothing was. */
    double plain(int sum) {
        int column = summed[sum];
        int id = rows.key(current, column);
        return id < 0 || places[column] < 0 ? Double.NaN : ((NumberClass) classes[column]).firstOf(id);
    }

    @Override
    public void close() {
        records.close();
    }
}
