package org.agglo.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.agglo.app.study.Study;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.InputFile;
import org.agglo.ingest.Source;
import org.agglo.spark.DataException;
import org.agglo.store.Store;
import org.agglo.store.StoreException;
import org.agglo.store.StorePlace;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Whether results that are there would come out again: the study, Agglo, every input file (by its place, size and time)
 * and the store are as the manifest says they were, and every file of the results is whole. It is found out without Spark,
 * and whenever it cannot be, the run goes on.
 */
final class Standing {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Study study;
    private final Path out;
    private final Configuration hadoop;

    private Standing(Study study, String out, Configuration hadoop) {
        this.study = study;
        this.out = new Path(out);
        this.hadoop = hadoop;
    }

    /** What the user reads if the results stand; empty if they have to be made. */
    static Optional<String> of(Study study, Optional<StorePlace> place, String out) {
        Configuration hadoop = hadoop();
        try {
            return new Standing(study, out, hadoop).text(place);
        } catch (IOException | DataException | StoreException e) {
            // The run itself says what is wrong, if something is.
            return Optional.empty();
        }
    }

    /** Hadoop's settings, those included that spark-submit was given. */
    static Configuration hadoop() {
        Configuration hadoop = new Configuration();
        String prefix = "spark.hadoop.";
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> hadoop.set(name.substring(prefix.length()), System.getProperty(name)));
        return hadoop;
    }

    private Optional<String> text(Optional<StorePlace> place) throws IOException {
        FileSystem files = out.getFileSystem(hadoop);
        if (!files.exists(new Path(out, OutputFolder.MANIFEST))) {
            return Optional.empty();
        }
        JsonNode manifest = JSON.readTree(content(files, OutputFolder.MANIFEST));
        if (!manifest.path("fingerprint").asText().equals(Manifest.fingerprint(study))
                || !inputsStand(manifest.path("inputs"))
                || !storeStands(manifest.path("store"), place)
                || !outputsStand(manifest.path("outputs"), files)) {
            return Optional.empty();
        }
        String summary = new String(content(files, OutputFolder.SUMMARY), StandardCharsets.UTF_8);
        return Optional.of(
                ("Nothing is new since %s: the study, Agglo and all %d files are as they were, and the results in"
                                + " %s stand (run %s). To run all the same, say --again.\n\n%s")
                        .formatted(
                                manifest.path("finished").asText(),
                                manifest.path("inputs").size(),
                                out,
                                manifest.path("id").asText(),
                                summary));
    }

    private boolean inputsStand(JsonNode inputs) {
        Set<String> then = new HashSet<>();
        inputs.forEach(input -> then.add(identity(
                input.path("source").asText(),
                input.path("location").asText(),
                input.path("bytes").asLong(),
                input.path("modified").asLong())));
        Set<String> now = new HashSet<>();
        for (Source source : study.sources().values()) {
            if (source.format() == FileFormat.JDBC) {
                // Nothing tells whether a table is as it was.
                return false;
            }
            for (InputFile file : Ingest.files(hadoop, source, study.data())) {
                now.add(identity(source.name(), file.location(), file.bytes(), file.modified()));
            }
        }
        return now.equals(then) && then.size() == inputs.size();
    }

    private static String identity(String source, String location, long bytes, long modified) {
        return source + "\n" + location + "\n" + bytes + "\n" + modified;
    }

    private boolean storeStands(JsonNode store, Optional<StorePlace> place) {
        if (place.isEmpty()) {
            return store.isMissingNode() || store.isNull();
        }
        return store.path("asOf").asText().isEmpty()
                && store.path("place").asText().equals(place.get().shown())
                && Store.snapshot(place.get(), hadoop)
                        .filter(id -> id == store.path("snapshot").asLong())
                        .isPresent();
    }

    private boolean outputsStand(JsonNode outputs, FileSystem files) throws IOException {
        for (JsonNode output : outputs) {
            Path file = new Path(out, output.path("path").asText());
            if (!files.exists(file)
                    || files.getFileStatus(file).getLen()
                            != output.path("bytes").asLong()
                    || !Checksums.sha256(files, file)
                            .equals(output.path("sha256").asText())) {
                return false;
            }
        }
        return !outputs.isEmpty();
    }

    private byte[] content(FileSystem files, String name) throws IOException {
        try (var in = files.open(new Path(out, name))) {
            return in.readAllBytes();
        }
    }
}
