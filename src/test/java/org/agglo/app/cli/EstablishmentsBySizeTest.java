package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agglo.TestSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file as County Business Patterns has them, whose withheld employment is bounded by its establishments' sizes. */
class EstablishmentsBySizeTest {
    private static final String STUDY = """
            name = cbp
            data = "DATA"
            sources.cbp {
              preset = cbp-county-2007
              path = "cbp15co.txt"
              where { naics = ["311///", "31----"] }
              treatment {
                method = bounded
                columns = [emp]
                classes { column = empflag, table = cbp-empflag }
                counts { table = cbp-establishments, all = est }
              }
            }
            panel { region = county, time = year, cells = [naics], source = cbp }
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void files() throws IOException {
        TestSpark.session();
        StringBuilder text =
                new StringBuilder("fipstate,fipscty,naics,empflag,emp_nf,emp,qp1_nf,qp1,ap_nf,ap,est,n1_4,n5_9,"
                        + "n10_19,n20_49,n50_99,n100_249,n250_499,n500_999,n1000,n1000_1,n1000_2,n1000_3,n1000_4\n");
        text.append("01,001,31----,,G,130,G,1,G,4,5,1,1,0,2,1,0,0,0,0,0,0,0,0\n");
        text.append("01,001,311///,B,D,0,D,0,D,0,3,1,0,0,2,0,0,0,0,0,0,0,0,0\n");
        text.append("01,003,311///,,G,30,G,1,G,4,2,0,0,2,0,0,0,0,0,0,0,0,0,0\n");
        text.append("01,005,311///,A,D,0,D,0,D,0,2,0,2,0,0,0,0,0,0,0,0,0,0,0\n");
        text.append("01,007,311///,M,D,0,D,0,D,0,30,0,0,0,0,0,0,0,0,30,0,0,0,30\n");
        Files.writeString(folder.resolve("cbp15co.txt"), text);
    }

    private int run(String text) throws IOException {
        Path study = folder.resolve("cbp.conf");
        Files.writeString(study, text.replace("DATA", folder.toString()));
        return Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "run",
                study.toString(),
                "--out",
                folder.resolve("out").toString());
    }

    /** Of the panel: the region, the industry, the value and its bounds. */
    private String cells() throws IOException {
        StringBuilder cells = new StringBuilder();
        String[] names =
                Files.readAllLines(folder.resolve("out/panel.csv")).get(0).split(",");
        for (String line : Files.readAllLines(folder.resolve("out/panel.csv"))) {
            String[] values = line.split(",", -1);
            for (int i = 0; i < names.length; i++) {
                if (names[i].matches("county|naics|emp|emp_low|emp_high|emp_bounded")) {
                    cells.append(values[i]).append(' ');
                }
            }
            cells.append('\n');
        }
        return cells.toString();
    }

    @Test
    void boundsMeetThoseOfTheClassAndNeedNoHierarchy() throws IOException {
        assertThat(run(STUDY)).as(err.toString()).isZero();
        assertThat(cells()).isEqualTo("""
                county naics emp emp_low emp_high emp_bounded\s
                01001 31---- 130.0 130.0 130.0 0.0\s
                01001 311///  40.0 99.0 1.0\s
                01003 311/// 30.0 30.0 30.0 0.0\s
                01005 311///  10.0 18.0 1.0\s
                01007 311///  150000.0  1.0\s
                """);
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("emp of cbp: 3 of 5 cells are withheld: bounded 2, without upper bound 1.");
    }

    @Test
    void aTotalBoundsThemFurther() throws IOException {
        String hierarchy =
                "method = bounded\n    hierarchies { n { column = naics, complete = false, parents { \"31----\" = [\"311///\"] } } }";
        Files.writeString(
                folder.resolve("cbp15co.txt"),
                Files.readString(folder.resolve("cbp15co.txt")).replace("G,130,", "G,90,"));
        assertThat(run(STUDY.replace("method = bounded", hierarchy)))
                .as(err.toString())
                .isZero();
        assertThat(cells()).contains("01001 311///  40.0 90.0 1.0");
    }

    @Test
    void aClassThatTheEstablishmentsContradictIsBadData() throws IOException {
        Files.writeString(
                folder.resolve("cbp15co.txt"),
                Files.readString(folder.resolve("cbp15co.txt")).replace("311///,B,", "311///,E,"));
        assertThat(run(STUDY)).isEqualTo(ExitCodes.DATA);
        assertThat(err.toString())
                .isEqualTo(
                        "agglo: Source cbp: withheld cells cannot be bounded: emp at 01001, 311///, 2015 is at least 250 by"
                                + " its size class or its establishments, and at most 102 by the other, cbp15co.txt:3. Mend the"
                                + " cells, or the hierarchies (complete = false where children need not add up), or set method ="
                                + " missing\n");
    }

    @Test
    void columnsThatAreNotThereAreSaidWithTheirLine() throws IOException {
        assertThat(run(STUDY.replace("all = est", "all = ests, sizes { naics = [0, 1] }")))
                .isEqualTo(ExitCodes.STUDY);
        assertThat(err.toString().replace(folder.toString(), "FOLDER"))
                .isEqualTo(
                        "FOLDER/cbp.conf:11: sources.cbp.treatment.counts.all: No column 'ests' in source 'cbp'; did you"
                                + " mean 'est'?\nFOLDER/cbp.conf:11: sources.cbp.treatment.counts.sizes: 'naics' is text; a number is"
                                + " needed\n2 problems\n");
    }
}
