package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agglo.app.cli.TinyStudy.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study whose records go through a crosswalk with shares and then a plain one, as users run it. */
class CrosswalksStudyTest {
    private static final String CROSSWALKS = """
            crosswalks = [
                { source = towns, on = region, weight = share }
                { source = provinces, on = town }
              ]""";

    private static final Map<String, Double> IN_P = Map.of("A", 1., "B", 1., "C", 0., "D", 0.5, "E", 0.);

    @TempDir
    private Path folder;

    private TinyStudy study;

    /** Region D lies half in town d, which is in P, and half in e, which is in Q. */
    @BeforeEach
    void make() {
        study = new TinyStudy(folder)
                .says("sources {", """
                        sources {
                          towns {
                            path = "towns.csv"
                            columns { region { type = text }, town { type = text }, share { type = number } }
                          }
                          provinces {
                            path = "provinces.csv"
                            columns { town { type = text }, province { type = text } }
                            key = [town]
                          }""")
                .says("region = region", "region = province\n  " + CROSSWALKS)
                .says("join {", "#")
                .says("log(pat) ~ log(lq) + gdp | region", "mfg ~ lq | province")
                .says("log(pat) ~ log(lq) + gdp", "mfg ~ lq")
                .says("cluster(region)", "cluster(province)")
                .write("towns.csv", "region,town,share\nA,d,1\nB,d,1\nC,e,1\nD,d,0.5\nD,e,0.5\nE,e,1\nF,f,1\n")
                .write("provinces.csv", "town,province\nd,P\ne,Q\n")
                .append("jobs.csv", "Z,2001,13,5", "F,2002,62,7");
    }

    /** Jobs by province and year as the comment on the crosswalks says. */
    private TreeMap<String, Double> expected() {
        TreeMap<String, Double> expected = new TreeMap<>();
        study.text("jobs.csv").lines().skip(1).forEach(line -> {
            String[] cells = line.split(",");
            double jobs = Double.parseDouble(cells[3]);
            Double inP = IN_P.get(cells[0]);
            if (inP != null) {
                expected.merge("P," + cells[1], inP * jobs, Double::sum);
                expected.merge("Q," + cells[1], (1 - inP) * jobs, Double::sum);
            }
        });
        return expected;
    }

    @Test
    void sumsAndWhatIsLostAreSaidForEach() throws IOException {
        Outcome run = study.run();
        assertThat(run.err()).isEmpty();
        TreeMap<String, Double> panel = new TreeMap<>();
        Files.readAllLines(study.out().resolve("panel.csv")).stream().skip(1).forEach(line -> {
            String[] cells = line.split(",");
            panel.put(cells[0] + "," + cells[1], Double.parseDouble(cells[2]));
        });
        assertThat(panel).isEqualTo(expected()).hasSize(12);

        assertThat(run.manifest().at("/rows/jobs").toString())
                .isEqualTo(
                        "{\"in\":62,\"used\":60,\"notSelected\":0,\"setAside\":{\"unknown region\":1,\"unknown town\":1}}");
        int all = (int) panel.values().stream().mapToDouble(jobs -> jobs).sum();
        assertThat(run.manifest().at("/panel/unmatched").toString())
                .isEqualTo("[{\"crosswalk\":\"towns\",\"on\":\"region\",\"without\":\"town\",\"codes\":1,\"records\":1,"
                        + "\"summed\":\"jobs\",\"before\":%d.0,\"after\":%d.0,\"first\":[\"Z\"],\"zeros\":null},"
                                .formatted(all + 12, all + 7)
                        + "{\"crosswalk\":\"provinces\",\"on\":\"town\",\"without\":\"a region\",\"codes\":1,\"records\":1,"
                        + "\"summed\":\"jobs\",\"before\":%d.0,\"after\":%d.0,\"first\":[\"f\"],\"zeros\":null}]"
                                .formatted(all + 7, all));
        String page = Files.readString(study.out().resolve("report.html"));
        for (String said : List.of(run.out().replaceAll("\\s+", " "), page.replaceAll("\\s+", " "))) {
            assertThat(said)
                    .contains("1 code of region without town, in 1 record: Z; ")
                    .contains("1 code of town without a region, in 1 record: f; ");
        }
        assertThat(study.rejects("jobs")).hasSize(2);
        assertThat(run.manifest().at("/settings/panel/crosswalks").toString())
                .isEqualTo("[{\"source\":\"towns\",\"on\":\"region\",\"weight\":\"share\"},"
                        + "{\"source\":\"provinces\",\"on\":\"town\"}]");
    }

    @Test
    void nothingIsSaidOfNoneLost() {
        study.keep("jobs.csv", line -> !line.startsWith("Z") && !line.startsWith("F"));
        Outcome run = study.run();
        assertThat(run.err()).isEmpty();
        assertThat(run.manifest().at("/panel/unmatched").toString()).isEqualTo("[]");
    }

    private List<String> refused(String crosswalks) {
        study.says(CROSSWALKS, crosswalks);
        Outcome run = study.run();
        assertThat(run.code()).isEqualTo(ExitCodes.STUDY);
        return run.err().lines().filter(line -> line.startsWith("FOLDER")).toList();
    }

    @Test
    void aCodeThatComesLaterIsRefused() {
        assertThat(
                        refused(
                                "crosswalks = [\n{ source = provinces, on = town }\n{ source = towns, on = region, weight = share }]"))
                .contains("FOLDER/tiny.conf:37: panel.crosswalks.1.on: No column 'town' in source 'jobs'; there are"
                        + " region, year, industry, jobs");
    }

    @Test
    void aCodeThatNoneBringsIsRefused() {
        assertThat(
                        refused(
                                "crosswalks = [\n{ source = towns, on = region, weight = share }\n{ source = provinces, on = city }]"))
                .contains(
                        "FOLDER/tiny.conf:38: panel.crosswalks.2.on: No column 'city' in source 'jobs' or from the crosswalks"
                                + " before this one; there are region, year, industry, jobs");
    }

    @Test
    void aColumnThatTwoBringIsRefused() {
        study.says("town { type = text }, share", "town { type = text }, province { type = text }, share");
        assertThat(refused(CROSSWALKS))
                .containsExactly(
                        "FOLDER/tiny.conf:38: panel.crosswalks.2.source: 'province' comes from source 'towns' already; leave it"
                                + " out of one of the two");
    }

    @Test
    void oneThatBringsNothingNeededIsRefused() {
        study.says("town { type = text }, share", "province { type = text }, share")
                .says(
                        "key = [town]",
                        "key = [town]\n  }\n  years {\n path = \"provinces.csv\"\n"
                                + " columns { year { type = integer }, climate { type = text } }\n key = [year]");
        assertThat(
                        refused(
                                "crosswalks = [\n{ source = towns, on = region, weight = share }\n{ source = years, on = year }]"))
                .containsExactly(
                        "FOLDER/tiny.conf:43: panel.crosswalks.2: Brings no column that the panel's key or a later"
                                + " crosswalk needs; leave the crosswalk out");
    }

    @Test
    void oneCodeLookedUpTwiceAndOneSourceUsedTwiceAreRefused() {
        assertThat(refused("crosswalks = [\n{ source = towns, on = region, weight = share }\n"
                        + "{ source = towns, on = town, weight = share }\n{ source = provinces, on = region }]"))
                .contains(
                        "FOLDER/tiny.conf:38: panel.crosswalks.2.source: 'towns' is an earlier crosswalk; declare it once more"
                                + " under another name",
                        "FOLDER/tiny.conf:39: panel.crosswalks.3.on: 'region' is looked up by an earlier crosswalk; let one"
                                + " source bring all columns");
    }

    @Test
    void onesWithSharesNeedTotalsAndTheRecordsOwnPeriod() {
        study.says("year { type = integer, required = true, min = 2000, max = 2005 }", "quarter { type = integer }")
                .says("key = [region, year, industry]", "")
                .says("town { type = text }, province", "town { type = text }, year { type = integer }, province");
        assertThat(refused(CROSSWALKS))
                .contains(
                        "FOLDER/tiny.conf:40: panel.time: 'year' comes from a crosswalk; source 'jobs' must have it where"
                                + " crosswalks have shares or periods");
    }

    @Test
    void totalsOfAColumnThatACrosswalkBringsAreRefused() {
        study.says("town { type = text }, share", "town { type = text }, branch { type = text }, share")
                .says("to = 2005", "to = 2005\n  cells = [branch]")
                .says("prefixes { industry", "prefixes { branch");
        assertThat(refused(CROSSWALKS))
                .contains(
                        "FOLDER/tiny.conf:45: panel.totals.mfg.prefixes.branch: No column 'branch' in source 'jobs'; there"
                                + " are region, year, industry, jobs");
    }

    /** The page's example with that source, with its records' columns and the sources that stand elsewhere on the page. */
    private List<String> example(String source, String columns, String others) throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/crosswalks.md"));
        int at = page.indexOf("```hocon\nsources." + source);
        String block = page.substring(at + "```hocon\n".length(), page.indexOf("```", at + 3));
        String firms =
                "name = page\ndata = \"%s\"\nsources.firms { path = \"firms.csv\", columns { %s, year { type = integer },"
                        + " employment { type = number } } }\n";
        Path file =
                Files.writeString(folder.resolve("page.conf"), firms.formatted(study.data(), columns) + others + block);
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                "run",
                file.toString(),
                "--out",
                study.out().toString());
        assertThat(code).as(err.toString()).isZero();
        return Files.readAllLines(study.out().resolve("panel.csv"));
    }

    @Test
    void theExamplesOfThePageRun() throws IOException {
        study.write("county-to-zone.csv", "county,zone,share\n1,A,0.75\n1,B,0.25\n2,B,1\n");
        study.write("blocks.csv", "block,county\nx,1\ny,2\n");
        study.write("firms.csv", "block,year,employment\nx,2017,8\ny,2017,4\n");
        assertThat(example("blocks", "block { type = text }", ""))
                .containsExactly("zone,year,employment,filled", "A,2017,6.0,", "B,2017,6.0,");

        study.write("naics-2012-to-2017.csv", "naics12,naics17,share\n11,111,0.5\n11,112,0.5\n");
        study.write("firms.csv", "county,naics12,year,employment\n1,11,2017,8\n");
        assertThat(example("revision", "county { type = text }, naics12 { type = text }", """
                        sources.zones {
                          path = "county-to-zone.csv"
                          columns { county { type = text }, zone { type = text }, share { type = number } }
                        }
                        """))
                .containsExactly(
                        "zone,year,naics17,employment,filled",
                        "A,2017,111,3.0,",
                        "A,2017,112,3.0,",
                        "B,2017,111,1.0,",
                        "B,2017,112,1.0,");
    }
}
