package org.agglo.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.agglo.Shared;
import org.agglo.TestSpark;
import org.agglo.disclosure.Treatment.Method;
import org.agglo.ingest.Csv;
import org.agglo.ingest.Duplicates;
import org.agglo.ingest.Field;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.Source;
import org.agglo.ingest.Suppression;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private employment in Alabama by county and industry, January 2016, as the BLS publishes it; cells hidden that it shows. */
class QcewTreatmentTest {
    private static final Set<String> LEVELS = Set.of("51", "54", "55", "71", "74", "75");
    private static final Hierarchy INDUSTRIES =
            new Hierarchy("industries", "industry", List.of(2, 3, 4, 5, 6), "", Optional.of("10"), Map.of(), true);
    private static final Hierarchy COUNTIES =
            new Hierarchy("counties", "area", List.of(2, 5), "0", Optional.empty(), Map.of(), true);

    private static final Map<String, String> RANGES = Map.of(
            "31", "31-33", "32", "31-33", "33", "31-33", "44", "44-45", "45", "44-45", "48", "48-49", "49", "48-49");

    @TempDir
    private Path folder;

    private record Cell(String area, String industry, String code, int establishments, double employment) {
        String key() {
            return area + " " + industry;
        }
    }

    private static List<Cell> alabama() throws IOException {
        Path file = Shared.path("data/us-qcew-2016/full/01.csv.gz");
        List<Cell> cells = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] start = line.replace("\"", "").split(",", 9);
                if (start[1].equals("5") && start[6].equals("1") && LEVELS.contains(start[3])) {
                    // titles hold commas within quotes; the numbers follow the last title
                    String[] rest = line.split("\",", -1);
                    String[] numbers = rest[13].split(",", -1);
                    cells.add(new Cell(
                            start[0],
                            start[2],
                            start[7],
                            Integer.parseInt(numbers[0]),
                            Double.parseDouble(numbers[1])));
                }
            }
        }
        return cells;
    }

    private Disclosure.Treated treat(List<Cell> cells, Set<String> hidden, Method method) throws IOException {
        List<String> lines = new ArrayList<>(List.of("area,industry,code,establishments,employment"));
        for (Cell cell : cells) {
            String code = hidden.contains(cell.key()) ? "N" : cell.code();
            lines.add("%s,%s,%s,%d,%s"
                    .formatted(
                            cell.area(),
                            cell.industry(),
                            code,
                            cell.establishments(),
                            code.isEmpty() ? cell.employment() : 0));
        }
        Files.write(folder.resolve("cells.csv"), lines);
        Source source = new Source(
                "cells",
                "cells.csv",
                FileFormat.CSV,
                Csv.standard(),
                List.of(
                        field("area", FieldType.TEXT),
                        field("industry", FieldType.TEXT),
                        field("establishments", FieldType.INTEGER),
                        field("employment", FieldType.INTEGER)),
                List.of("area", "industry"),
                Duplicates.REFUSE,
                Map.of(),
                Optional.of(new Suppression("code", List.of("N", "-"), List.of("employment"))));
        return Disclosure.treat(
                Ingest.read(TestSpark.session(), source, folder.toString()),
                new Treatment(
                        "cells",
                        method,
                        List.of("employment"),
                        List.of(INDUSTRIES, COUNTIES),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("establishments")));
    }

    private static Field field(String name, FieldType type) {
        return new Field(
                name, name, type, false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), List.of());
    }

    @Test
    void boundsHoldWhatWasHiddenAndFittingBeatsEstablishmentShares() throws IOException {
        List<Cell> cells = alabama();
        Random random = new Random(7);
        Map<String, Double> hidden = new TreeMap<>();
        for (Cell cell : cells) {
            boolean shown = cell.code().isEmpty() && !cell.area().equals("01000") && isThreeDigit(cell);
            if (shown && random.nextInt(5) == 0) {
                hidden.put(cell.key(), cell.employment());
            }
        }
        Disclosure.Treated treated = treat(cells, hidden.keySet(), Method.IMPUTED);
        Map<String, Row> rows = new HashMap<>();
        treated.source()
                .accepted()
                .collectAsList()
                .forEach(row -> rows.put(row.getString(0) + " " + row.getString(1), row));
        Map<String, Double> shares = establishmentShares(cells, hidden.keySet());
        double fitted = 0;
        double naive = 0;
        for (var cell : hidden.entrySet()) {
            Row row = rows.get(cell.getKey());
            double value = row.<Double>getAs("employment");
            double low = row.<Double>getAs("employment_low");
            double high = row.<Double>getAs("employment_high");
            assertThat(cell.getValue()).isBetween(low, high);
            assertThat(value).isBetween(low, high);
            assertThat(row.<Double>getAs("employment_imputed")).isEqualTo(1.0);
            if (shares.containsKey(cell.getKey())) {
                fitted += Math.abs(value - cell.getValue());
                naive += Math.abs(shares.get(cell.getKey()) - cell.getValue());
            }
        }
        assertThat(fitted).isLessThan(0.6 * naive);
        addUp(cells, rows);
        assertThat(treated.report().withheld("employment"))
                .isEqualTo(hidden.size()
                        + cells.stream().filter(cell -> !cell.code().isEmpty()).count());
    }

    private static boolean isThreeDigit(Cell cell) {
        return cell.industry().length() == 3;
    }

    /** What a sector has left in a county, divided as withheld industries' establishments are; where the sector is shown. */
    private static Map<String, Double> establishmentShares(List<Cell> cells, Set<String> hidden) {
        Map<String, double[]> left = new HashMap<>();
        for (Cell cell : cells) {
            boolean withheld = !cell.code().isEmpty() || hidden.contains(cell.key());
            if (!isThreeDigit(cell) && !withheld) {
                left.computeIfAbsent(cell.key(), key -> new double[3])[0] += cell.employment();
                left.get(cell.key())[2] = 1;
            } else if (isThreeDigit(cell)) {
                double[] sums = left.computeIfAbsent(sector(cell), key -> new double[3]);
                sums[0] -= withheld ? 0 : cell.employment();
                sums[1] += withheld ? cell.establishments() : 0;
            }
        }
        Map<String, Double> shares = new HashMap<>();
        for (Cell cell : cells) {
            double[] sums = isThreeDigit(cell) ? left.get(sector(cell)) : null;
            if (sums != null && sums[2] == 1 && hidden.contains(cell.key())) {
                shares.put(cell.key(), sums[0] * cell.establishments() / sums[1]);
            }
        }
        return shares;
    }

    private static String sector(Cell cell) {
        String start = cell.industry().substring(0, 2);
        String sector = RANGES.getOrDefault(start, start);
        return cell.area() + " " + sector;
    }

    private static void addUp(List<Cell> cells, Map<String, Row> rows) {
        Map<String, Double> sums = new HashMap<>();
        Map<String, Double> counties = new HashMap<>();
        for (Cell cell : cells) {
            double value = rows.get(cell.key()).<Double>getAs("employment");
            if (isThreeDigit(cell)) {
                sums.merge(sector(cell), value, Double::sum);
            }
            if (!cell.area().equals("01000")) {
                counties.merge("01000 " + cell.industry(), value, Double::sum);
            }
        }
        addUp(sums, rows);
        addUp(counties, rows);
    }

    private static void addUp(Map<String, Double> sums, Map<String, Row> rows) {
        sums.forEach((parent, sum) -> assertThat(sum)
                .isCloseTo(rows.get(parent).<Double>getAs("employment"), within(1e-9 * Math.max(1, sum))));
    }

    @Test
    void anyOrderAndPartitioningGiveTheSameBytes() throws IOException {
        List<Cell> cells = alabama();
        List<String> first = values(cells);
        List<Cell> shuffled = new ArrayList<>(cells);
        Collections.shuffle(shuffled, new Random(3));
        String partitions = TestSpark.session().conf().get("spark.sql.shuffle.partitions");
        TestSpark.session().conf().set("spark.sql.shuffle.partitions", "7");
        try {
            assertThat(values(shuffled)).isEqualTo(first);
        } finally {
            TestSpark.session().conf().set("spark.sql.shuffle.partitions", partitions);
        }
    }

    private List<String> values(List<Cell> cells) throws IOException {
        return treat(cells, Set.of(), Method.IMPUTED).source().accepted().collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }
}
