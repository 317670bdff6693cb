package org.agglo.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.agglo.TestSpark;

/** Five regions in six years, two sources, two models: a whole study that runs in a second, for tests to spoil. */
final class TinyStudy {
    static final int FIRST = 2000;
    static final int LAST = 2005;

    private static final String STUDY = """
            name = tiny
            data = "DATA"
            sources {
              jobs {
                path = "jobs.csv"
                columns {
                  region { type = text, required = true }
                  year { type = integer, required = true, min = 2000, max = 2005 }
                  industry { type = text, required = true }
                  jobs { type = number, required = true, min = 0 }
                }
                key = [region, year, industry]
              }
              controls {
                path = "controls.csv"
                columns {
                  region { type = text, required = true }
                  year { type = integer, required = true }
                  pat { type = number, min = 0 }
                  gdp { type = number, min = 0 }
                }
                key = [region, year]
              }
            }
            panel {
              region = region
              time = year
              from = 2000
              to = 2005
              source = jobs
              totals { all { sum = jobs }, mfg { sum = jobs, prefixes { industry = ["13"] } } }
              join { controls { on = [region, year] } }
            }
            measures { lq { type = location-quotient, activity = mfg, total = all, by = [year] } }
            tables {
              main {
                models {
                  pooled { formula = "log(pat) ~ log(lq) + gdp" }
                  fixed { formula = "log(pat) ~ log(lq) + gdp | region", vcov = "cluster(region)" }
                }
              }
            }
            """;

    private final Path folder;
    private final List<String> options = new ArrayList<>();
    private String study = STUDY;

    TinyStudy(Path folder) {
        this.folder = folder;
        StringBuilder jobs = new StringBuilder("region,year,industry,jobs\n");
        StringBuilder controls = new StringBuilder("region,year,pat,gdp\n");
        for (int r = 0; r < 5; r++) {
            for (int t = 0; t <= LAST - FIRST; t++) {
                String cell = "%c,%d,".formatted((char) ('A' + r), FIRST + t);
                jobs.append(cell)
                        .append("13,")
                        .append(100 + 31 * r + 7 * (r * t % 5))
                        .append('\n');
                jobs.append(cell)
                        .append("62,")
                        .append(400 + 17 * (r * r + t * t) % 90)
                        .append('\n');
                controls.append(cell)
                        .append(String.format(
                                Locale.ROOT, "%d,%.1f%n", 50 + 37 * ((3 * r + 5 * t) % 11), 2 + r * .7 + t * .3));
            }
        }
        write("jobs.csv", jobs.toString());
        write("controls.csv", controls.toString());
    }

    /** Packs a file, leaving out so many bytes at the end. */
    TinyStudy gzip(String file, int missing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text(file).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return write(file + ".gz", Arrays.copyOf(bytes.toByteArray(), bytes.size() - missing));
    }

    /** Writes a CSV file's cells as Parquet, all of them text. */
    TinyStudy parquet(String file, String to) {
        return parquet(file, to, false);
    }

    /** The same with the types that the cells look like. */
    TinyStudy parquetTyped(String file, String to) {
        return parquet(file, to, true);
    }

    private TinyStudy parquet(String file, String to, boolean typed) {
        Path parts = folder.resolve("parts");
        TestSpark.session()
                .read()
                .option("header", "true")
                .option("inferSchema", typed)
                .csv(data().resolve(file).toString())
                .coalesce(1)
                .write()
                .parquet(parts.toString());
        return take(parts, ".parquet", to);
    }

    /** Moves the one file of that kind out of a folder, which goes. */
    TinyStudy take(Path parts, String end, String to) {
        for (File part : parts.toFile().listFiles()) {
            if (part.getName().endsWith(end)) {
                try {
                    write(to, Files.readAllBytes(part.toPath()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            part.delete();
        }
        parts.toFile().delete();
        return this;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path out() {
        return folder.resolve("results");
    }

    /** Changes what the study file says. */
    TinyStudy says(String what, String by) {
        if (!study.contains(what)) {
            throw new IllegalArgumentException("The study does not say " + what);
        }
        study = study.replace(what, by);
        return this;
    }

    /** Has runs given a store. */
    TinyStudy stored() {
        options.addAll(List.of("--store", folder.resolve("store").toString()));
        return this;
    }

    TinyStudy write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    TinyStudy write(String file, byte[] bytes) {
        try {
            Files.createDirectories(data().resolve(file).getParent());
            Files.write(data().resolve(file), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String file) {
        try {
            return Files.readString(data().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file anew. */
    TinyStudy change(String file, UnaryOperator<String> work) {
        return write(file, work.apply(text(file)));
    }

    /** Keeps the header and the rows that pass. */
    TinyStudy keep(String file, Predicate<String> row) {
        List<String> lines = text(file).lines().toList();
        StringBuilder kept = new StringBuilder(lines.get(0)).append('\n');
        lines.stream().skip(1).filter(row).forEach(line -> kept.append(line).append('\n'));
        return write(file, kept.toString());
    }

    /** Cuts a file in two below a folder; the second has another header if one is given. */
    TinyStudy vintages(String file, String... otherHeader) {
        String text = text(file);
        String header = text.substring(0, text.indexOf('\n') + 1);
        int half = text.indexOf('\n', text.length() / 2) + 1;
        return write("years/1.csv", text.substring(0, half))
                .write("years/2.csv", (otherHeader.length > 0 ? otherHeader[0] + "\n" : header) + text.substring(half))
                .says("\"" + file + "\"", "years");
    }

    /** Puts bytes behind a file's. */
    TinyStudy followedBy(String file, byte[] bytes) {
        try {
            Files.write(data().resolve(file), bytes, StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TinyStudy append(String file, String... rows) {
        return change(file, text -> text + String.join("\n", rows) + "\n");
    }

    TinyStudy delete(String file) {
        try {
            Files.delete(data().resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rejects of a source, one record each; none of these has a line break. */
    List<String> rejects(String source) {
        try {
            Path file = out().resolve("rejects/" + source + ".csv");
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().skip(1).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The study file, written as the study now is. */
    Path file() {
        try {
            return Files.writeString(folder.resolve("tiny.conf"), study.replace("DATA", data().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome run() {
        return run(out().toString());
    }

    /** Runs it as a user would. */
    Outcome run(String out) {
        TestSpark.session();
        try {
            String file = file().toString();
            StringWriter said = new StringWriter();
            StringWriter complained = new StringWriter();
            List<String> args = new ArrayList<>(List.of("run", file, "--out", out, "--again"));
            args.addAll(options);
            int code = Main.run(
                    new PrintWriter(said, true), new PrintWriter(complained, true), args.toArray(String[]::new));
            Path manifest = Path.of(out).resolve("manifest.json");
            return new Outcome(
                    code,
                    said.toString(),
                    complained.toString().replace(folder.toString(), "FOLDER"),
                    Files.exists(manifest) ? new ObjectMapper().readTree(manifest.toFile()) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a run left.
     *
     * @param err what it complained of, the test's folder as FOLDER
     * @param manifest null if there is none
     */
    record Outcome(int code, String out, String err, JsonNode manifest) {}
}
