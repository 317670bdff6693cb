package org.agglo.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agglo.ingest.csv.CsvInput;
import org.agglo.ingest.csv.CsvReader;
import org.agglo.spark.DataException;
import org.agglo.spark.HeaderException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Reads files with one JSON object a line, packed or not, by the reader of text files; each line that is none is kept. */
final class JsonTable {
    /** As many lines of each file are looked at for the names that there are. */
    private static final int LINES = 1000;

    private JsonTable() {}

    /**
     * The rows, one column for each wanted name, as {@link RawTable} has them.
     *
     * @throws DataException if a wanted name is in none of a file's first lines, nor in the folders' names
     */
    static Dataset<Row> read(SparkSession spark, List<CsvInput> inputs, ColumnNames names, long splitBytes) {
        CsvReader reader = CsvReader.lines(splitBytes);
        List<String> wanted = names.wanted();
        Map<String, Integer> places = places(reader.firstLines(spark, inputs, LINES), inputs, names);
        List<String> folders = inputs.get(0).folders().keySet().stream()
                .filter(wanted::contains)
                .toList();
        List<String> asked = new ArrayList<>(List.of(CsvReader.LINE));
        asked.addAll(folders);
        Dataset<Row> lines =
                reader.read(spark, inputs, asked, Set.copyOf(folders)).rows();
        UserDefinedFunction parse = udf(
                        new JsonLine(places, wanted.size()), DataTypes.createArrayType(DataTypes.StringType))
                .asNondeterministic();
        Dataset<Row> parsed = lines.withColumn("_texts", parse.apply(col(CsvReader.column(0))));
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Column text = element_at(col("_texts"), i + 1);
            int folder = asked.indexOf(wanted.get(i));
            columns.add((folder > 0 ? coalesce(text, col(CsvReader.column(folder))) : text).as(RawTable.name(i)));
        }
        columns.add(col(Checked.FILE));
        columns.add(col(Checked.ROW));
        columns.add(coalesce(col(Checked.PROBLEM), element_at(col("_texts"), wanted.size() + 1))
                .as(Checked.PROBLEM));
        columns.add(col(Checked.RAW));
        return parsed.select(columns.toArray(Column[]::new));
    }

    /** Name to the wanted column that it stands for; in each file that has objects there must be one for each. */
    private static Map<String, Integer> places(List<List<String>> lines, List<CsvInput> inputs, ColumnNames names) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.wanted().size(); i++) {
            places.put(names.wanted().get(i), i);
            for (String alias : names.aliases().getOrDefault(names.wanted().get(i), List.of())) {
                places.put(alias, i);
            }
        }
        boolean none = true;
        for (int f = 0; f < inputs.size(); f++) {
            Set<String> there = JsonLine.names(lines.get(f));
            if (!there.isEmpty() || (none && f == inputs.size() - 1)) {
                none = false;
                List<String> found = found(there, inputs.get(f), names);
                for (int i = 0; i < found.size(); i++) {
                    if (found.get(i) != null) {
                        places.putIfAbsent(found.get(i), i);
                    }
                }
            }
        }
        return places;
    }

    private static List<String> found(Set<String> there, CsvInput input, ColumnNames names) {
        List<String> found = names.found(there, input.path());
        List<String> missing = names.missing(found, input.folders().keySet());
        if (!missing.isEmpty()) {
            throw new HeaderException(
                    "%s: none of the first lines has a name %s; %s. Mend the file, or say in the study which of these is meant, with from = \"…\"."
                            .formatted(
                                    input.path(),
                                    String.join(", ", missing),
                                    there.isEmpty()
                                            ? "none is a JSON object"
                                            : "they have " + String.join(", ", there)),
                    List.copyOf(there),
                    missing);
        }
        return found;
    }
}
