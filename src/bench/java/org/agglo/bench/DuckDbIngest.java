package org.agglo.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** From firm files to location quotients by province and year with DuckDB. */
public final class DuckDbIngest {
    private static final String PANEL = """
            WITH firms AS (
              SELECT * FROM read_csv('%1$s/employment/*/*.csv', header = true, hive_partitioning = false, %2$s)),
            counties AS (
              SELECT county_code, province FROM read_csv('%1$s/counties.csv', header = true, all_varchar = true)),
            sums AS (
              SELECT province, year, sum(employment) AS q_total,
                coalesce(sum(employment) FILTER (industry_code[1:2] IN (%3$s)), 0) AS q_mfg
              FROM firms JOIN counties USING (county_code)
              WHERE firm_id IS NOT NULL AND industry_code IS NOT NULL AND year BETWEEN 2005 AND 2016 AND employment >= 0
              GROUP BY province, year)
            SELECT province, year, q_total, q_mfg,
              q_mfg / q_total / (sum(q_mfg) OVER (PARTITION BY year) / sum(q_total) OVER (PARTITION BY year)) AS maggl
            FROM sums ORDER BY province, year
            """;

    /** Typed columns, so that a row with a cell of another type is left out. */
    private static final String TYPED = "ignore_errors = true, columns = {'firm_id': 'VARCHAR', 'county_code': 'VARCHAR',"
            + " 'industry_code': 'VARCHAR', 'year': 'BIGINT', 'employment': 'DOUBLE'}";

    private DuckDbIngest() {}

    /** Arguments: the folder, and the file for the panel. */
    public static void main(String[] arguments) throws Exception {
        String divisions = String.join(
                ",", Firms.MANUFACTURING.stream().map(division -> "'" + division + "'").toList());
        String query = PANEL.formatted(arguments[0], TYPED, divisions);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            Firms.serve(Path.of(arguments[1]), () -> rows(connection, query));
        }
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= 5; i++) {
                    cells.add(result.getString(i));
                }
                rows.add(String.join(",", cells));
            }
        }
        return rows;
    }
}
