package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agglo.app.cli.TinyStudy.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study relies on, kept and broken, as users see it. */
class ContractStudyTest {
    private static final String KEPT = """
            contracts {
              complete { of = jobs, not-null = [jobs], unique = [region, year, industry], range { jobs = [0] } }
              codes { of = jobs, accepted { industry = ["13", "62"] } }
              panel { not-null = [all, lq], range { lq = [0, 50] }, unique = [region, year] }
              parts { of = jobs, children { column = industry, parents { "62" = ["13"] }, sum = jobs } }
              nation { total { sum = mfg, source = nation, on = [year], equals = nation_mfg } }
              steady { jump { column = all, factor = 2 } }
              quotients { mean { column = lq, weight = all, by = [year] } }
              sums { of = nation, adds-up { column = nation_mfg, equals = NATION } }
            }
            """;

    @TempDir
    private Path folder;

    private TinyStudy study;

    @BeforeEach
    void nation() {
        study = new TinyStudy(folder);
        long[] sums = new long[TinyStudy.LAST - TinyStudy.FIRST + 1];
        study.text("jobs.csv").lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
            if (cells[2].equals("13")) {
                sums[Integer.parseInt(cells[1]) - TinyStudy.FIRST] += Long.parseLong(cells[3]);
            }
        });
        StringBuilder nation = new StringBuilder("year,nation_mfg\n");
        for (int t = 0; t < sums.length; t++) {
            nation.append(TinyStudy.FIRST + t).append(',').append(sums[t]).append('\n');
        }
        study.write("nation.csv", nation.toString());
        study.says("  controls {\n    path", """
                  nation {
                    path = "nation.csv"
                    columns { year { type = integer }, nation_mfg { type = number } }
                    key = [year]
                  }
                  controls {
                    path""".indent(0).stripTrailing());
    }

    private TinyStudy contracts(String text) {
        long nation = study.text("nation.csv")
                .lines()
                .skip(1)
                .mapToLong(row -> Long.parseLong(row.substring(5)))
                .sum();
        return study.says("measures {", text.replace("NATION", Long.toString(nation)) + "measures {");
    }

    @Test
    void keptContractsAreInTheManifestTheReportAndTheTerminal() throws IOException {
        Outcome done = contracts(KEPT).run();
        assertThat(done.err()).isEmpty();
        assertThat(done.code()).isZero();
        assertThat(done.manifest().get("contracts")).hasSize(13);
        assertThat(done.manifest().get("contracts").get(0).toString())
                .startsWith(
                        "{\"contract\":\"complete\",\"of\":\"jobs\",\"rule\":\"jobs is not null\",\"severity\":\"ERROR\","
                                + "\"checked\":60,\"failing\":0,\"first\":[]");
        assertThat(done.out()).contains("Contracts").contains("lq is from 0 to 50");
        assertThat(Files.readString(study.out().resolve("report.html"))).contains("mfg by year adds up to nation_mfg");
        assertThat(study.out().resolve("tables/contracts.csv")).exists();
    }

    @Test
    void aBrokenContractOfSeverityWarnIsAWarning() {
        Outcome done = contracts(
                        "contracts { few { of = jobs, severity = warn, range { jobs = [0, 200] }, where { industry ="
                                + " [\"13\"] } } }\n")
                .run();
        assertThat(done.code()).isZero();
        assertThat(done.out().replaceAll("\\s+", " "))
                .contains("few, jobs: not so in 9 of 30 that jobs is from 0 to 200: jobs.csv:");
        assertThat(done.manifest().get("warnings").toString()).contains("few, jobs: not so in 9 of 30");
    }

    @Test
    void sharesThatDoNotAddUpAndMeansThatAreOffAreNamedByGroup() {
        Outcome done = contracts("""
                        contracts {
                          half { severity = warn, mean { column = lq, weight = mfg, by = [year], equals = 0.5, tolerance = 0.1 } }
                          whole { severity = warn, adds-up { column = lq } }
                        }
                        """).run();
        assertThat(done.err()).isEmpty();
        assertThat(done.manifest().get("warnings").toString())
                .contains(
                        "half, panel: not so in 6 of 6 that the mean of lq by year, weighted by mfg, is 0.500000: 2000: ")
                .contains("whole, panel: not so in 1 of 1 that lq adds up to 1: all rows: ");
    }

    @Test
    void aBrokenContractStopsTheRunAndEarlierResultsStand() throws IOException {
        study.run();
        byte[] before = Files.readAllBytes(study.out().resolve("manifest.json"));
        study.append("nation.csv", "2006,1").change("nation.csv", text -> text.replaceFirst("2001,\\d+", "2001,7"));
        Outcome refused = contracts(KEPT).run();
        assertThat(refused.code()).isEqualTo(ExitCodes.DATA);
        assertThat(refused.err())
                .isEqualTo("agglo: A contract is broken. Mend the data, or set severity = warn\n"
                        + "FOLDER/tiny.conf:44: nation, panel: not so in 1 of 6 that mfg by year adds up to nation_mfg of"
                        + " nation: 2001 has 7, the sum is 880.\n");
        assertThat(Files.readAllBytes(study.out().resolve("manifest.json"))).isEqualTo(before);
    }

    @Test
    void eachKindOfRuleSaysWhereItIsBroken() {
        study.change("jobs.csv", text -> text.replaceFirst("B,2003,62,\\d+", "B,2003,62,9000"))
                .append("jobs.csv", "F,2000,99,5", "F,2000,13,7")
                .says("required = true, min = 0 }", "min = 0 }");
        Outcome refused = contracts("""
                        contracts {
                          keys { of = jobs, unique = [region, industry] , where { region = [A] } }
                          codes { of = jobs, accepted { industry = ["13", "62"] } }
                          parts { of = jobs, children { column = industry, parents { "99" = ["13"] }, sum = jobs } }
                          steady { jump { column = all, factor = 2, from = 10 } }
                          joined { not-null = [pat] }
                        }
                        """).run();
        assertThat(refused.code()).isEqualTo(ExitCodes.DATA);
        assertThat(refused.err().lines().skip(1))
                .containsExactly(
                        "FOLDER/tiny.conf:40: keys, jobs: not so in 2 of 2 that region, industry is unique: A, 13 in 6"
                                + " rows; A, 62 in 6 rows.",
                        "FOLDER/tiny.conf:41: codes, jobs: not so in 1 of 62 that industry is one of 13, 62: jobs.csv:62"
                                + " has 99.",
                        "FOLDER/tiny.conf:42: parts, jobs: not so in 1 of 1 that jobs of children of industry does not"
                                + " exceed their parent's: F, 2000, 99 has 5, the sum is 7.");
    }
}
