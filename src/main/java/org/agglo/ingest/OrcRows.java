package org.agglo.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.RecordReader;
import org.apache.orc.TypeDescription;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** One part of an ORC file as rows: the wanted columns, then the file and the row's number. */
final class OrcRows implements Iterator<Row>, Closeable {
    private final OrcTable.Part part;
    private final boolean[] asText;
    private final int[] places;
    private final OrcColumn[] kinds;
    private final RecordReader records;
    private final VectorizedRowBatch batch;
    private long first;
    private int next;

    /** @param asText for each wanted column whether its values are made text */
    OrcRows(OrcTable.Part part, boolean[] asText, Configuration hadoop) {
        this.part = part;
        this.asText = asText;
        List<String> names = part.names();
        this.places = new int[names.size()];
        this.kinds = new OrcColumn[names.size()];
        try {
            var reader = OrcFile.createReader(new Path(part.location()), OrcFile.readerOptions(hadoop));
            TypeDescription all = reader.getSchema();
            TypeDescription schema = TypeDescription.createStruct();
            for (int i = 0; i < places.length; i++) {
                int at = all.getFieldNames().indexOf(names.get(i));
                places[i] = at < 0 ? -1 : schema.getFieldNames().size();
                if (at >= 0) {
                    TypeDescription type = all.getChildren().get(at);
                    kinds[i] = OrcColumn.of(type);
                    schema.addField(names.get(i), type.clone());
                }
            }
            this.records = reader.rows(reader.options().schema(schema).range(part.start(), part.length()));
            this.batch = schema.createRowBatch();
        } catch (IOException e) {
            throw OrcTable.unreadable(part.path(), e);
        }
    }

    @Override
    public boolean hasNext() {
        try {
            while (next >= batch.size) {
                first = records.getRowNumber();
                next = 0;
                if (!records.nextBatch(batch)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | RuntimeException e) {
            throw OrcTable.unreadable(part.path(), e);
        }
    }

    @Override
    public Row next() {
        Object[] cells = new Object[places.length + 2];
        for (int i = 0; i < places.length; i++) {
            Object value = places[i] < 0 ? part.folders().get(i) : kinds[i].value(batch.cols[places[i]], next);
            cells[i] = asText[i] && value != null ? value.toString() : value;
        }
        cells[places.length] = part.path();
        cells[places.length + 1] = first + next + 1;
        next++;
        return RowFactory.create(cells);
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw OrcTable.unreadable(part.path(), e);
        }
    }
}
