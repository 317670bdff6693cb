package org.agglo.app.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.agglo.app.study.Study;
import org.agglo.app.study.StudyReader;
import org.agglo.ingest.Field;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.InputFile;
import org.agglo.ingest.Reading;
import org.agglo.ingest.Source;
import org.agglo.panel.Crosswalk;
import org.agglo.simulate.SimulationReader;
import org.agglo.spark.DataException;
import org.agglo.spark.FirstLine;
import org.agglo.store.Outlook;
import org.agglo.store.StorePlace;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Plans a run. Spark is not started, nothing is written, and of the data only the names and sizes of files are looked at. */
public final class Planner {
    private final Study study;
    private final RunRequest request;
    private final Configuration hadoop = Standing.hadoop();
    private final Optional<Outlook> store;

    private Planner(Study study, Optional<StorePlace> place, RunRequest request) {
        this.study = study;
        this.request = request;
        this.store = place.map(
                at -> request.asOf().map(run -> Outlook.asOf(at, hadoop, run)).orElseGet(() -> Outlook.of(at, hadoop)));
    }

    /**
     * The plan of a run.
     *
     * @throws org.agglo.app.study.StudyException with every problem of the study file, missing data among them
     * @throws org.agglo.spark.DataException if a source has no files
     * @throws OutputException if the results could not go where they should
     */
    public static Plan of(RunRequest request) throws IOException {
        Study study = request.asOf().isPresent()
                ? StudyReader.read(request.study(), request.data())
                : StudyReader.check(request.study(), request.data());
        Optional<StorePlace> place = StorePlaces.of(study, request);
        return new Planner(study, place, request).plan(place);
    }

    private Plan plan(Optional<StorePlace> place) throws IOException {
        String out = request.folder(study);
        boolean replaces = OutputFolder.look(out, hadoop);
        boolean stands = request.repeat() == RunRequest.Repeat.IF_NEW
                && Standing.of(study, place, out).isPresent();
        Optional<Plan.Simulated> simulated = simulated();
        List<Plan.Input> sources = study.sources().values().stream()
                .map(source -> input(source, simulated.isPresent()))
                .toList();
        return new Plan(
                study.name(),
                study.title(),
                study.data(),
                out,
                replaces,
                stands,
                simulated,
                store.map(Outlook::shown),
                sources,
                grain(),
                PlannedModels.of(study),
                stands
                        ? 0
                        : sources.stream()
                                .mapToLong(input -> input.bytes() * input.certain())
                                .sum());
    }

    private Optional<Plan.Simulated> simulated() throws IOException {
        Path data = new Path(study.data());
        if (study.simulation().isEmpty() || data.getFileSystem(hadoop).exists(data)) {
            return Optional.empty();
        }
        return study.simulation()
                .map(file -> new Plan.Simulated(
                        file.toString(), SimulationReader.read(file).rows()));
    }

    private Plan.Input input(Source source, boolean simulated) {
        List<InputFile> files = simulated ? List.of() : files(source);
        Map<InputFile, Outlook.State> states = store.filter(looked -> !simulated)
                .map(looked -> states(looked, source, files))
                .orElse(Map.of());
        List<InputFile> fresh = files.stream()
                .filter(file -> states.get(file) != Outlook.State.UNCHANGED)
                .toList();
        Reading reading = simulated ? Reading.UNKNOWN : reading(source, fresh);
        return new Plan.Input(
                source.name(),
                role(source),
                source.format() == FileFormat.JDBC ? "" : source.path(),
                source.format().name().toLowerCase(Locale.ROOT),
                reading.how(),
                reading.why(),
                files.stream().map(file -> file(file, states.get(file))).toList(),
                fresh.stream().mapToLong(InputFile::bytes).sum(),
                store.map(looked -> looked.removed(source.name(), files)).orElse(0L),
                Passes.of(study, source, reading, fresh));
    }

    private List<InputFile> files(Source source) {
        return request.asOf().isPresent()
                ? store.map(looked -> looked.files(source.name())).orElse(List.of())
                : Ingest.files(hadoop, source, study.data());
    }

    private Map<InputFile, Outlook.State> states(Outlook looked, Source source, List<InputFile> files) {
        List<String> crosswalks = source.name().equals(study.panel().source())
                ? study.panel().crosswalks().stream()
                        .flatMap(walk -> files(study.sources().get(walk.source())).stream())
                        .map(this::checksum)
                        .toList()
                : List.of();
        Map<InputFile, Outlook.State> states = looked.states(
                source.name(), files, StoreInputs.dependsOn(study, source.name(), crosswalks), this::checksum);
        if (WholeSources.of(study).contains(source.name())) {
            states.replaceAll((file, state) -> state == Outlook.State.UNCHANGED ? Outlook.State.AGAIN : state);
        }
        return states;
    }

    private String checksum(InputFile file) {
        Path path = new Path(file.location());
        try {
            return Checksums.sha256(path.getFileSystem(hadoop), path);
        } catch (IOException e) {
            throw new DataException("%s cannot be read: %s".formatted(file.path(), FirstLine.of(e)), e);
        }
    }

    private static Plan.File file(InputFile file, Outlook.State state) {
        return new Plan.File(
                file.path(), file.bytes(), state == null ? "" : state.name().toLowerCase(Locale.ROOT));
    }

    private Reading reading(Source source, List<InputFile> fresh) {
        if (fresh.isEmpty() && source.format() != FileFormat.JDBC) {
            return Reading.STORED;
        }
        Reading reading = Reading.expected(source, fresh);
        if (reading != Reading.CONDENSED) {
            return reading;
        }
        if (Passes.treated(study, source)) {
            return Reading.TREATED;
        }
        if (!source.name().equals(study.panel().source())
                || study.panel().totals().isEmpty()) {
            return Reading.AS_ROWS;
        }
        return study.panel().crosswalks().stream().allMatch(Crosswalk::isPlain) ? reading : Reading.DIVIDED;
    }

    private String role(Source source) {
        if (source.name().equals(study.panel().source())) {
            return "panel";
        }
        if (study.panel().crosswalks().stream().map(Crosswalk::source).anyMatch(source.name()::equals)) {
            return "crosswalk";
        }
        return study.panel().joins().stream().anyMatch(join -> join.source().equals(source.name())) ? "join" : "none";
    }

    private Plan.Grain grain() {
        var panel = study.panel();
        List<String> key = new ArrayList<>(List.of(panel.region(), panel.time()));
        key.addAll(panel.cells());
        List<String> columns = Stream.of(
                        panel.totals().stream().map(total -> total.name()),
                        panel.totals().isEmpty() ? columns(panel.source(), key) : Stream.<String>empty(),
                        panel.joins().stream().flatMap(join -> columns(join.source(), join.on())),
                        study.derive().stream().map(derived -> derived.name()),
                        study.measures().stream().map(measure -> measure.name()))
                .flatMap(names -> names)
                .toList();
        return new Plan.Grain(key, panel.from(), panel.to(), columns);
    }

    private Stream<String> columns(String source, List<String> without) {
        return study.sources().get(source).fields().stream().map(Field::name).filter(name -> !without.contains(name));
    }
}
