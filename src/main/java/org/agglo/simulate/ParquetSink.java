package org.agglo.simulate;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes Parquet: the three codes as text, year and employment as integers, every column nullable. */
final class ParquetSink implements RowSink {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message employment {
              optional binary firm_id (STRING);
              optional binary county_code (STRING);
              optional binary industry_code (STRING);
              optional int32 year (INTEGER(32, true));
              optional int64 employment (INTEGER(64, true));
            }""");

    private final ParquetWriter<Object[]> writer;
    private final Object[] row = new Object[COLUMNS.size()];

    ParquetSink(FSDataOutputStream out) throws IOException {
        writer = new Builder(new Stream(out))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build();
    }

    @Override
    public void row(long firm, int county, int industry, int year, long employment) throws IOException {
        row[0] = Binary.fromString(Dirt.firmId(firm));
        row[1] = Binary.fromString(Integer.toString(county));
        row[2] = Binary.fromString(industry < 1_000 ? "0" + industry : Integer.toString(industry));
        row[3] = year;
        row[4] = employment;
        writer.write(row);
    }

    @Override
    public void cells(String[] cells) throws IOException {
        for (int i = 0; i < 3; i++) {
            row[i] = cells[i] == null ? null : Binary.fromString(cells[i]);
        }
        row[3] = cells[3] == null ? null : Integer.valueOf(cells[3]);
        row[4] = cells[4] == null ? null : Long.valueOf(cells[4]);
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration configuration) {
            return new Rows();
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in Parquet although deprecated
        protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
            return new Rows();
        }
    }

    private static final class Rows extends WriteSupport<Object[]> {
        private RecordConsumer consumer;

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in Parquet although deprecated
        public WriteContext init(Configuration configuration) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(Object[] row) {
            consumer.startMessage();
            for (int i = 0; i < row.length; i++) {
                if (row[i] != null) {
                    consumer.startField(COLUMNS.get(i), i);
                    value(row[i]);
                    consumer.endField(COLUMNS.get(i), i);
                }
            }
            consumer.endMessage();
        }

        private void value(Object value) {
            if (value instanceof Binary text) {
                consumer.addBinary(text);
            } else if (value instanceof Integer number) {
                consumer.addInteger(number);
            } else {
                consumer.addLong((Long) value);
            }
        }
    }

    /** A stream that is open already, as Parquet wants it. */
    private record Stream(FSDataOutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return HadoopStreams.wrap(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
