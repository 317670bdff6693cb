package org.agglo.app.study;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.agglo.contract.Contract;
import org.agglo.disclosure.Treatment;
import org.agglo.ingest.Source;
import org.agglo.panel.PanelSpec;

/**
 * Reads study files: HOCON with the settings of {@link Settings}.
 *
 * <p>The environment and system properties are not read, and nothing is included but plain files beside the study. Spark is
 * not started.
 */
public final class StudyReader {
    private final Path file;
    private final Optional<String> override;
    private final boolean files;
    private final Problems problems = new Problems();

    private StudyReader(Path file, Optional<String> override, boolean files) {
        this.file = file;
        this.override = override;
        this.files = files;
    }

    /**
     * The study in the file; whether its data are there is left to whoever reads them.
     *
     * @param data where the sources' paths start, instead of where the study says
     * @throws StudyException with every problem, each with file and line
     */
    public static Study read(Path file, Optional<String> data) {
        return new StudyReader(file, data, false).study();
    }

    /**
     * The same, and missing data files are problems too, unless a simulation is going to make them.
     *
     * @throws StudyException with every problem, each with file and line
     */
    public static Study check(Path file, Optional<String> data) {
        return new StudyReader(file, data, true).study();
    }

    private Study study() {
        Hocon.Loaded loaded = Hocon.load(file, problems);
        ConfigObject tree =
                Shape.of(overridden(Presets.filled(loaded.root(), loaded.order())), file.toString(), problems);
        Node root = Node.root(tree, new Node.File(file.toString(), loaded.order(), problems));
        Study study = study(root, Resolved.json(tree, loaded.order()));
        problems.raise();
        return study;
    }

    /** With the data folder that was asked for, so that the resolved study says where the data came from. */
    private ConfigObject overridden(ConfigObject root) {
        return override.map(data -> root.withValue("data", ConfigValueFactory.fromAnyRef(data, "--data")))
                .orElse(root);
    }

    private Study study(Node root, String resolved) {
        root.maybe("name").flatMap(NameRule::file).ifPresent(message -> root.problem("name", message));
        Optional<Path> simulation = simulation(root);
        Map<String, Source> sources = SourcesReader.read(root);
        String data = root.text("data");
        if (files) {
            DataFiles.check(root, data, override.isPresent(), sources, root.has("simulation"));
        }
        Map<String, Treatment> treatments = TreatmentReader.read(root, sources);
        Optional<PanelReader.Result> panel = root.child("panel")
                .map(node -> PanelReader.read(node, TreatmentReader.treated(sources, treatments), treatments));
        Scope scope = panel.map(PanelReader.Result::scope).orElseGet(StudyReader::unknown);
        panel.filter(p -> !p.spec().cells().isEmpty()).ifPresent(p -> scope.divide());
        List<Derived> derived = MeasuresReader.derived(root, scope);
        List<Measure> measures = MeasuresReader.measures(
                root, scope, panel.map(PanelReader.Result::treated).orElse(List.of()));
        List<Contract> contracts = ContractReader.read(
                root, TreatmentReader.treated(sources, treatments), scope, key(panel.map(PanelReader.Result::spec)));
        Optional<Describe> describe = root.child("describe").map(node -> DescribeReader.describe(node, scope));
        List<TableSpec> tables =
                new TablesReader(scope, panel.map(p -> p.spec().groups()).orElse(Map.of())).read(root);
        Figures figures = DescribeReader.figures(root, describe, tables);
        return new Study(
                root.text("name"),
                root.text("title"),
                file,
                simulation,
                data,
                sources,
                SourcesReader.places(root),
                treatments,
                panel.map(PanelReader.Result::spec).orElse(null),
                panel.map(PanelReader.Result::treated).orElse(List.of()),
                derived,
                measures,
                contracts,
                describe,
                tables,
                figures,
                root.child("store").map(StoreReader::read),
                resolved);
    }

    private static List<String> key(Optional<PanelSpec> panel) {
        return panel.map(spec -> Stream.concat(Stream.of(spec.region(), spec.time()), spec.cells().stream())
                        .toList())
                .orElse(List.of());
    }

    private static Scope unknown() {
        Scope scope = new Scope();
        scope.open();
        return scope;
    }

    private Optional<Path> simulation(Node root) {
        Optional<String> text = root.maybe("simulation");
        try {
            Path folder = file.toAbsolutePath().getParent();
            Optional<Path> path = text.map(t -> relative(folder.resolve(t).normalize()));
            path.filter(p -> !Files.isRegularFile(p))
                    .ifPresent(p -> root.problem("simulation", "There is no file '%s'".formatted(p)));
            if (path.isPresent() && override.isEmpty() && !Confined.within(Confined.DATA, root.text("data"))) {
                root.problem(
                        "data",
                        "'%s' is outside of data/, and a study file has no simulation write there; name a folder below data/, or name this one where the run is started, with --data DIR"
                                .formatted(root.text("data")));
            }
            return path;
        } catch (InvalidPathException e) {
            root.problem("simulation", "Is not a path: " + e.getReason());
            return Optional.empty();
        }
    }

    /** As short as the user's own way of naming files. */
    private Path relative(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return !file.isAbsolute() && path.startsWith(here) ? here.relativize(path) : path;
    }
}
