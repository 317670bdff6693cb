package org.agglo.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A small study without a fault, for tests to break one thing in. */
final class StudyText {
    static final String GOOD = """
            name = small
            data = "DATA"
            sources {
              firms {
                path = "firms.csv"
                columns {
                  firm { type = text }
                  county { type = text, from = county_code }
                  industry { type = text }
                  year { type = integer, min = 2000, max = 2010 }
                  jobs { type = number, min = 0 }
                }
                key = [firm, year]
                duplicates = first
                where { industry = ["13", "62"] }
                suppressed { column = industry, codes = [X], columns = [jobs] }
              }
              counties {
                path = "counties.csv"
                columns { county { type = text }, province { type = text } }
                key = [county]
              }
              controls {
                path = "controls.csv"
                columns {
                  province { type = text }
                  year { type = integer }
                  pat { type = number }
                  open { type = number }
                }
                key = [province, year]
              }
            }
            panel {
              region = province
              time = year
              from = 2000
              to = 2010
              source = firms
              crosswalk { source = counties, on = county }
              totals {
                all { sum = jobs }
                mfg { sum = jobs, prefixes { industry = ["13"] } }
              }
              join { controls { on = [province, year] } }
              groups { area { east = [A, B], west = [C] } }
              interpolate = [open]
            }
            derive { lopen = "log(open)", twice = "2 * lopen" }
            measures {
              maggl {
                type = location-quotient
                activity = mfg, total = all
                published { column = open, decimals = 2 }
              }
            }
            describe {
              variables = [pat, maggl]
              where { area = [east] }
              averages { variable = maggl, by = area }
              ranking { variable = maggl, above = 1 }
              published { pat = [1, 2, 3, 4, 5] }
            }
            tables {
              main {
                models {
                  fixed { formula = "log(pat) ~ log(maggl) + open | province", vcov = "cluster(year)" }
                  random { estimator = random, effect = province, formula = "log(pat) ~ log(maggl) + open" }
                }
                hausman { fixed = fixed, random = random }
                compare { term = "log(maggl)", models = [fixed, random] }
                published { fixed { brackets = t, "log( maggl )" = [0.4, 22.9], n = 360, r2 = .739 } }
              }
              split {
                by = area
                models { one { formula = "log(pat) ~ open | year" } }
                equal = [open]
                published { east { open = [0.6] } }
              }
            }
            figures { averages = true, coefficients { term = open, tables = [main, split] } }
            """;

    private StudyText() {}

    /** Writes the study and empty data files; the study's file. */
    static Path write(Path folder, String text) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        for (String name : List.of("firms.csv", "counties.csv", "controls.csv")) {
            Files.writeString(data.resolve(name), "");
        }
        Path file = folder.resolve("study.conf");
        Files.writeString(file, text.replace("DATA", data.toString()));
        return file;
    }

    static Study read(Path folder, String text) throws IOException {
        return StudyReader.check(write(folder, text), Optional.empty());
    }

    /** The problems as people see them, with the folder's name taken off. */
    static List<String> problems(Path folder, String text) throws IOException {
        try {
            read(folder, text);
            return List.of();
        } catch (StudyException e) {
            return e.problems().stream()
                    .map(p -> p.toString().replace(folder + "/", ""))
                    .toList();
        }
    }
}
