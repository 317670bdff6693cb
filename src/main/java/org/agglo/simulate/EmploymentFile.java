package org.agglo.simulate;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.agglo.ingest.FileFormat;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/**
 * One employment file: the firms of a range in one year. Its name and its bytes follow from the specification alone.
 *
 * @param year counted from 0
 * @param number of the file in its year's folder, from 0
 * @param start first firm
 * @param end firm after the last
 */
record EmploymentFile(int year, int number, long start, long end) implements Serializable {
    /** Every file of the simulation, year after year; firms are shared evenly among a year's files. */
    static List<EmploymentFile> all(SimulationSpec spec, Layout layout) {
        List<EmploymentFile> files = new ArrayList<>();
        int count = (int) Math.min(spec.filesPerYear(), layout.firms());
        for (int year = 0; year < spec.years(); year++) {
            for (int i = 0; i < count; i++) {
                files.add(new EmploymentFile(year, i, layout.firms() * i / count, layout.firms() * (i + 1) / count));
            }
        }
        return files;
    }

    /**
     * Writes the file below the folder, first under a name of this attempt, then renamed, so that an attempt that fails or
     * runs twice leaves one whole file.
     */
    FileTotals write(FileSystem files, String folder, FileFormat format, Layout layout, DirtSpec dirt)
            throws IOException {
        boolean csv = format == FileFormat.CSV;
        Path parent = new Path(folder, "employment/year=" + (layout.from() + year));
        Path target = new Path(parent, "part-%05d.%s".formatted(number, csv ? "csv" : "parquet"));
        TaskContext task = TaskContext.get();
        Path attempt =
                new Path(parent, "." + target.getName() + ".attempt-" + (task == null ? "0" : task.taskAttemptId()));
        FSDataOutputStream out = files.create(attempt, true);
        FileTotals totals;
        try (RowSink sink = csv ? new CsvSink(out) : new ParquetSink(out)) {
            totals = write(sink, layout, new Dirt(dirt, layout));
        }
        files.delete(target, false);
        if (!files.rename(attempt, target)) {
            throw new IOException("Could not rename " + attempt + " to " + target);
        }
        return totals.withBytes(files.getFileStatus(target).getLen());
    }

    /** Draws the rows into the sink. */
    FileTotals write(RowSink sink, Layout layout, Dirt dirt) throws IOException {
        int firstRegion = layout.countyRegion()[layout.countyOf(start)];
        int regions = layout.countyRegion()[layout.countyOf(end - 1)] - firstRegion + 1;
        long[] manufacturing = new long[regions];
        long[] total = new long[regions];
        long rows = 0;
        int calendarYear = layout.from() + year;
        int[] codes = layout.countyCode();
        FirmCursor cursor = new FirmCursor(layout, year, start, end);
        while (cursor.next()) {
            long employment = cursor.employment();
            sink.row(cursor.firm(), codes[cursor.county()], cursor.industry(), calendarYear, employment);
            total[cursor.region() - firstRegion] += employment;
            manufacturing[cursor.region() - firstRegion] += cursor.manufacturing() ? employment : 0;
            rows++;
            dirt.follow(cursor, calendarYear, sink);
        }
        return new FileTotals(year, firstRegion, manufacturing, total, rows, dirt.counts(), 0);
    }
}
