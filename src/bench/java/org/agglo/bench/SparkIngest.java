package org.agglo.bench;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/** From firm files to location quotients by province and year with Spark's own CSV reader. */
public final class SparkIngest {
    private static final String SCHEMA =
            "firm_id STRING, county_code STRING, industry_code STRING, year BIGINT, employment DOUBLE";

    private SparkIngest() {}

    /** Arguments: the folder, and the file for the panel. */
    public static void main(String[] arguments) throws Exception {
        try (SparkSession spark = Firms.spark()) {
            Firms.serve(
                    Path.of(arguments[1]),
                    () -> Firms.text(rows(spark, arguments[0]), "province", "year", "q_total", "q_mfg", "maggl"));
        }
    }

    private static List<Row> rows(SparkSession spark, String folder) {
        Dataset<Row> firms =
                spark.read().schema(SCHEMA).option("header", true).csv(folder + "/employment/*/*.csv");
        Dataset<Row> counties = spark.read()
                .option("header", true)
                .csv(folder + "/counties.csv")
                .select("county_code", "province");
        Column manufacturing = substring(col("industry_code"), 1, 2).isin(Firms.MANUFACTURING.toArray());
        Dataset<Row> sums = firms.filter(col("firm_id")
                        .isNotNull()
                        .and(col("industry_code").isNotNull())
                        .and(col("year").between(2005, 2016))
                        .and(col("employment").geq(0)))
                .join(broadcast(counties), "county_code")
                .groupBy("province", "year")
                .agg(
                        sum("employment").as("q_total"),
                        coalesce(sum(when(manufacturing, col("employment"))), lit(0.0)).as("q_mfg"));
        var year = Window.partitionBy("year");
        Column nation = sum("q_mfg").over(year).divide(sum("q_total").over(year));
        return sums.withColumn("maggl", col("q_mfg").divide(col("q_total")).divide(nation))
                .orderBy("province", "year")
                .collectAsList();
    }
}
