package org.agglo.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Condensed rows hold what the records hold, on files of every odd kind. */
class CondensedRecordsTest {
    private static final List<String> WANTED = List.of("code", "n", "name");
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "12",
            "-3",
            "4.5",
            " ",
            "\"",
            "\"\"",
            "\"x\"",
            "\"p,q\"",
            "\"l\nm\"",
            ",",
            ",",
            ",",
            ",",
            ",",
            "\n",
            "\n",
            "\n",
            "\r\n",
            "\r",
            "\u0000",
            "é",
            "中文",
            "a long text of many bytes",
            "0");

    @TempDir
    Path folder;

    private char quote = '"';
    private final Streams streams = new Streams(new Configuration());

    @Test
    void countsTheRecordsOfFilesOfAnyBytes() throws Exception {
        var random = new Random(11);
        for (int i = 0; i < 1500; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(120); j >= 0; j--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            quote = List.of('"', '\'', CsvReader.NO_QUOTE).get(i % 3);
            check(text.toString().replace('"', i % 2 == 0 ? '"' : '\'').getBytes(StandardCharsets.UTF_8), ',');
        }
    }

    @Test
    void countsTheRecordsOfMostlyPlainFiles() throws Exception {
        var random = new Random(12);
        String[] ends = {"\n", "\r\n", "\r"};
        for (int i = 0; i < 1500; i++) {
            String end = ends[random.nextInt(3)];
            var text = new StringBuilder();
            for (int j = random.nextInt(40); j >= 0; j--) {
                String odd = random.nextInt(12) == 0 ? PIECES.get(random.nextInt(PIECES.size())) : "";
                text.append("c")
                        .append(random.nextInt(4))
                        .append(odd)
                        .append(';')
                        .append(random.nextInt(1500))
                        .append(";name")
                        .append(random.nextInt(100))
                        .append(random.nextInt(20) == 0 ? "\n" : end);
            }
            check(text.toString().getBytes(StandardCharsets.UTF_8), ';');
        }
    }

    @Test
    void marksBytesThatAreNoText() throws Exception {
        byte[] bad = "a,1,x\nb,2,".getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        bytes.write(bad);
        bytes.write(0xFF);
        bytes.write("\nc,3,z\n".getBytes(StandardCharsets.UTF_8));
        check(bytes.toByteArray(), ',');
    }

    @Test
    void handsRowsOnWhenTheyAreMany() throws Exception {
        var text = new StringBuilder("code,n,name\n");
        for (int i = 0; i < Condensed.FULL + 20_000; i++) {
            text.append(i).append(",1,x\n");
        }
        CsvFile file = file(text.toString().getBytes(StandardCharsets.UTF_8), ',');
        Map<String, Long> counts = condensed(List.of(CsvSplit.whole(file)), texts());
        assertThat(counts).hasSize(Condensed.FULL + 20_000).containsEntry("77|1|x|null", 1L);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "7, 7",
                "-7, -7",
                "007, 7",
                "123456789012345, 123456789012345",
                "1234567890123456, null",
                "12345678, 12345678",
                "123456789, 123456789",
                "0.5, 0.5",
                "-0.25, -0.25",
                "12.0625, 12.0625",
                ".5, null",
                "5., null",
                "+5, null",
                "1e3, null",
                "'1 ', null",
                "' 1', null",
                "'', null",
                "-, null",
                "., null",
                "1.2.3, null",
                "--1, null",
                "1a, null",
                "'1\u0660', null",
                "NaN, null"
            })
    void readsPlainNumbersAsJavaDoes(String text, Double value) {
        var number = new NumberClass(CellRole.number(false, List.of("-9"), 0, 100));
        byte[] bytes = (text + "98765432").getBytes(StandardCharsets.UTF_8);
        number.of(bytes, 0, bytes.length - 8);
        assertThat(Double.isNaN(number.values()[0]) ? null : number.values()[0]).isEqualTo(value);
    }

    @Test
    void aNumberThatMeansMissingStandsForItself() {
        var number = new NumberClass(CellRole.number(true, List.of("-9"), 0, 100));
        int[] classes = new int[6];
        String[] texts = {"5", "-9", "-8", "101", "6", "1.5"};
        for (int i = 0; i < texts.length; i++) {
            classes[i] = number.of(texts[i].getBytes(StandardCharsets.UTF_8), 0, texts[i].length());
        }
        assertThat(classes).containsExactly(0, 1, 2, 3, 0, 4);
        assertThat(number.firstOf(0)).isEqualTo(5);
        assertThat(number.firstOf(1)).isNaN();
        assertThat(number.firstOf(2)).isEqualTo(-8);
        assertThat(number.firstOf(4)).isNaN();
    }

    @Test
    void textsThatBeginWithTheSamePrefixesAreOneClass() {
        CellClass cells = CellClass.of(CellRole.prefix(List.of("13x"), List.of(List.of("13", "中"), List.of("1"))));
        assertThat(List.of("131", "139", "12", "2", "9", "中国", "", " 13", "13x", "1"))
                .extracting(text -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    return cells.ids.text(cells.of(bytes, 0, bytes.length)).toString();
                })
                .containsExactly("131", "131", "12", "2", "2", "中国", "", " 13", "13x", "12");
    }

    private void check(byte[] records, char delimiter) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(String.join(String.valueOf(delimiter), WANTED).getBytes(StandardCharsets.UTF_8));
        bytes.write('\n');
        bytes.write(records);
        CsvFile file = file(bytes.toByteArray(), delimiter);
        List<CsvSplit> splits = List.of(CsvSplit.whole(file));
        Map<String, Long> expected = records(splits);
        assertThat(condensed(splits, texts()))
                .as(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }

    private CsvFile file(byte[] bytes, char delimiter) throws IOException {
        Path path = folder.resolve("f.csv");
        Files.write(path, bytes);
        var input = new CsvInput("f.csv", path.toUri().toString(), bytes.length, Map.of());
        return Header.of(streams, input, delimiter, quote, "UTF-8").find(WANTED, Set.of());
    }

    private static List<CellRole> texts() {
        return List.of(CellRole.text(), CellRole.text(), CellRole.text());
    }

    private Map<String, Long> records(List<CsvSplit> splits) throws IOException {
        StructType schema = new CsvPlan(3, List.of(), 0, List.of(), null).schema();
        Map<String, Long> counts = new TreeMap<>();
        try (var reader = new RecordReader(new SplitRecords(new CsvPartition(splits), streams), schema)) {
            while (reader.next()) {
                counts.merge(key(reader, schema), 1L, Long::sum);
            }
        }
        return counts;
    }

    private Map<String, Long> condensed(List<CsvSplit> splits, List<CellRole> roles) throws IOException {
        StructType schema = new CsvPlan(3, List.of(), 0, roles, null).schema();
        Map<String, Long> counts = new TreeMap<>();
        try (var reader = new CondensingReader(new CsvPartition(splits), roles, schema, streams)) {
            while (reader.next()) {
                long count = reader.get().getLong(schema.fieldIndex(CsvReader.COUNT));
                counts.merge(key(reader, schema), count, Long::sum);
            }
        }
        return counts;
    }

    private static String key(PartitionReader<InternalRow> reader, StructType schema) throws IOException {
        InternalRow row = reader.get();
        List<String> cells = new ArrayList<>();
        for (String name : List.of("c0", "c1", "c2", CsvReader.PROBLEM)) {
            int at = schema.fieldIndex(name);
            cells.add(row.isNullAt(at) ? "null" : row.getUTF8String(at).toString());
        }
        return String.join("|", cells);
    }
}
