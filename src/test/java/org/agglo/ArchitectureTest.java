package org.agglo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** Packages know those named before them, never those after; library first, application last. */
@AnalyzeClasses(packages = "org.agglo", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("org.agglo.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_IN_THE_APPLICATION =
            slices().matching("org.agglo.app.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule STATS_KNOWS_NO_SPARK = noClasses()
            .that()
            .resideInAPackage("org.agglo.stats..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

    @ArchTest
    static final ArchRule STATS = uses("stats");

    @ArchTest
    static final ArchRule SPARK = uses("spark");

    @ArchTest
    static final ArchRule INGEST = uses("ingest", "spark");

    @ArchTest
    static final ArchRule DISCLOSURE = uses("disclosure", "ingest", "spark");

    @ArchTest
    static final ArchRule CONTRACT = uses("contract", "disclosure", "spark");

    @ArchTest
    static final ArchRule PANEL = uses("panel", "ingest", "spark", "stats");

    @ArchTest
    static final ArchRule STORE = uses("store", "panel", "ingest", "spark");

    @ArchTest
    static final ArchRule MEASURE = uses("measure", "spark");

    @ArchTest
    static final ArchRule REGRESSION = uses("regression", "spark", "stats");

    @ArchTest
    static final ArchRule SIMULATE = uses("simulate", "ingest", "spark");

    @ArchTest
    static final ArchRule REPORT = uses("report", "regression", "stats");

    @ArchTest
    static final ArchRule PYTHON = uses("python", "regression", "measure", "report", "stats", "spark");

    @ArchTest
    static final ArchRule THE_LIBRARY_KNOWS_NO_APPLICATION = noClasses()
            .that()
            .resideOutsideOfPackage("org.agglo.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.agglo.app..");

    @ArchTest
    static final ArchRule THE_STUDY_FILE_IS_READ_WITHOUT_SPARK = noClasses()
            .that()
            .resideInAPackage("org.agglo.app.study..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..");

    @ArchTest
    static final ArchRule THE_LIBRARY_PRINTS_NOTHING = noClasses()
            .that()
            .resideOutsideOfPackage("org.agglo.app..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    /** A package, and all of Agglo it may use. */
    private static ArchRule uses(String... packages) {
        String[] others = Arrays.stream(new String[] {
                    "stats",
                    "spark",
                    "ingest",
                    "disclosure",
                    "contract",
                    "panel",
                    "store",
                    "measure",
                    "regression",
                    "simulate",
                    "report",
                    "python",
                    "app"
                })
                .filter(name -> !Arrays.asList(packages).contains(name))
                .map(name -> "org.agglo." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("org.agglo." + packages[0] + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true);
    }
}
