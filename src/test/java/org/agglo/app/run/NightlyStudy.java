package org.agglo.app.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agglo.TestSpark;

/** Firms in one file a year, a crosswalk and controls: a study as it runs each night, in a second. */
final class NightlyStudy {
    static final String STUDY = """
            name = nightly
            data = "DATA"
            sources {
              firms {
                path = "firms"
                columns {
                  firm { type = text, required = true }
                  county { type = text, required = true }
                  industry { type = text }
                  year { type = integer, required = true }
                  jobs { type = number, min = 0 }
                }
                key = [firm, year]
                duplicates = first
              }
              counties {
                path = "counties.csv"
                columns { county { type = text, required = true }, region { type = text, required = true } }
                key = [county]
              }
              controls {
                path = "controls.csv"
                columns {
                  region { type = text, required = true }
                  year { type = integer, required = true }
                  gdp { type = number }
                }
                key = [region, year]
              }
            }
            panel {
              region = region
              time = year
              from = 2000
              to = 2010
              source = firms
              crosswalk { source = counties, on = county }
              totals { all { sum = jobs }, mfg { sum = jobs, prefixes { industry = ["13"] } } }
              join { controls { on = [region, year] } }
            }
            measures { lq { type = location-quotient, activity = mfg, total = all, by = [year] } }
            describe { variables = [lq, gdp] }
            """;

    private static final Instant LAST_WEEK = Instant.parse("2020-01-01T00:00:00Z");

    private final Path folder;
    private int changes;

    NightlyStudy(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(data().resolve("firms"));
        study(STUDY);
        write("counties.csv", "county,region\nc1,east\nc2,east\nc3,west\n");
        StringBuilder controls = new StringBuilder("region,year,gdp\n");
        for (int year = 2000; year <= 2010; year++) {
            controls.append("east,%d,%d\nwest,%d,%d\n".formatted(year, year * 3 % 17, year, year * 5 % 19));
        }
        write("controls.csv", controls.toString());
        for (int year = 2000; year <= 2003; year++) {
            year(year);
        }
    }

    /** Writes the firms of a year, some of them unusable, one of them twice. */
    NightlyStudy year(int year, String... further) throws IOException {
        StringBuilder text = new StringBuilder("firm,county,industry,year,jobs\n");
        for (int firm = 0; firm < 60; firm++) {
            String county = firm % 20 == 7 ? "c9" : "c" + (1 + firm % 3);
            String jobs = firm % 25 == 9 ? "-1" : Double.toString(1 + (firm * 31 + year * 7) % 97 / 10.0);
            text.append("f%d,%s,%d,%d,%s\n".formatted(firm, county, firm % 4 == 0 ? 13 : 51, year, jobs));
        }
        text.append("f1,c2,51,%d,1.5\n".formatted(year));
        Stream.of(further).forEach(line -> text.append(line).append('\n'));
        return write("firms/%d.csv".formatted(year), text.toString());
    }

    /** Writes a file, later than any before. */
    NightlyStudy write(String name, String text) throws IOException {
        Files.writeString(data().resolve(name), text);
        return touch(name);
    }

    NightlyStudy touch(String name) throws IOException {
        Files.setLastModifiedTime(data().resolve(name), FileTime.from(LAST_WEEK.plusSeconds(changes++)));
        return this;
    }

    /** Puts other bytes where a file is, which nothing can tell but who reads it. */
    NightlyStudy spoil(String name) throws IOException {
        Path file = data().resolve(name);
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, new byte[(int) Files.size(file)]);
        Files.setLastModifiedTime(file, time);
        return this;
    }

    NightlyStudy spoilAll() throws IOException {
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                spoil(data().relativize(file).toString());
            }
        }
        return this;
    }

    NightlyStudy study(String text) throws IOException {
        Files.writeString(study(), text.replace("DATA", data().toString()));
        return this;
    }

    Path study() {
        return folder.resolve("nightly.conf");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path store() {
        return folder.resolve("store");
    }

    Path out() {
        return folder.resolve("results");
    }

    /** Runs with the store. */
    Run run() {
        return run(request("results", Optional.of(store().toString()), Optional.empty(), RunRequest.Repeat.ALWAYS));
    }

    /** Runs with the store, unless the results stand. */
    Run runIfNew() {
        return run(request("results", Optional.of(store().toString()), Optional.empty(), RunRequest.Repeat.IF_NEW));
    }

    /** Runs with the files as the store holds them from an earlier run. */
    Run asOf(String run) {
        return run(request("results", Optional.of(store().toString()), Optional.of(run), RunRequest.Repeat.ALWAYS));
    }

    /** Runs without a store. */
    Run plain() {
        return run(request("plain", Optional.empty(), Optional.empty(), RunRequest.Repeat.ALWAYS));
    }

    private RunRequest request(String out, Optional<String> store, Optional<String> asOf, RunRequest.Repeat repeat) {
        return new RunRequest(
                study(), Optional.empty(), Optional.of(folder.resolve(out).toString()), store, asOf, repeat);
    }

    private Run run(RunRequest request) {
        TestSpark.session();
        try {
            String printed = StudyRun.run(request, Progress.quiet()).text();
            return new Run(Path.of(request.out().orElseThrow()), printed);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Results that stand in a folder. */
    record Run(Path out, String printed) {
        JsonNode manifest() {
            try {
                return new ObjectMapper().readTree(out.resolve("manifest.json").toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String id() {
            return manifest().path("id").asText();
        }

        /** Files read, taken from the store, and removed, such as {@code 4/0/0}. */
        String files(String source) {
            JsonNode files = manifest().at("/store/files/" + source);
            return "%d/%d/%d"
                    .formatted(
                            files.path("read").asInt(),
                            files.path("fromStore").asInt(),
                            files.path("removed").asInt());
        }

        /** Every result but the manifest and the lineage, by name; without the time at the report's head. */
        Map<String, String> results() {
            Map<String, String> results = new TreeMap<>();
            try (Stream<Path> files = Files.walk(out)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.endsWith("manifest.json") && !file.endsWith("openlineage.jsonl")) {
                        results.put(
                                out.relativize(file).toString(),
                                new String(Files.readAllBytes(file), ISO_8859_1)
                                        .replaceAll("nightly, 20\\d\\d-[^<]*Z", "nightly, now"));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            results.put("rows", manifest().path("rows").toString());
            results.put("panel", manifest().path("panel").toString());
            return results;
        }
    }
}
