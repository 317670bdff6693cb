package org.agglo.app.study;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Source;

/** Reads study files: all that is wrong is found at once, and Spark is not needed for it. */
public final class StudyReader {
    private StudyReader() {}

    /**
     * The study in the file; whether its data are there is left to whoever reads them.
     *
     * @param data where the sources' paths start, instead of where the study says
     * @throws StudyException with every problem, each with file and line
     */
    public static Study read(Path file, Optional<String> data) {
        return read(file, data, false);
    }

    /** The same, and missing data files are problems too, unless a simulation is going to make them. */
    public static Study check(Path file, Optional<String> data) {
        return read(file, data, true);
    }

    private static Study read(Path file, Optional<String> data, boolean filesToo) {
        Problems problems = new Problems();
        Hocon.Loaded loaded = Hocon.load(file, problems);
        ConfigObject shaped = Shape.of(loaded.root(), file.toString(), problems);
        Node root = Node.root(shaped, new Node.File(file.toString(), loaded.order(), problems));
        Optional<Path> simulation = simulation(root, file);
        Map<String, Source> sources = SourcesReader.read(root);
        String folder = data.orElse(root.text("data"));
        if (filesToo) {
            DataFiles.check(root, folder, data.isPresent(), sources, simulation.isPresent());
        }
        root.maybe("name").flatMap(NameRule::file).ifPresent(message -> root.problem("name", message));
        Optional<PanelReader.Result> panel = root.child("panel").map(node -> PanelReader.read(node, sources));
        Scope scope = panel.map(PanelReader.Result::scope).orElseGet(StudyReader::anything);
        List<Derived> derived = MeasuresReader.derive(root, scope);
        List<Measure> measures = MeasuresReader.measures(root, scope);
        Optional<Describe> describe = DescribeReader.read(root, scope);
        List<TableSpec> tables = TablesReader.read(root, scope);
        Figures figures = TablesReader.figures(root, tables, describe);
        problems.raise();
        return new Study(
                root.text("name"),
                root.text("title"),
                file,
                simulation,
                folder,
                sources,
                panel.orElseThrow().spec(),
                derived,
                measures,
                describe,
                tables,
                figures,
                shaped.render(ConfigRenderOptions.concise()));
    }

    /** The columns of a panel that is wrong itself: any. */
    private static Scope anything() {
        Scope scope = new Scope();
        scope.open();
        return scope;
    }

    private static Optional<Path> simulation(Node root, Path file) {
        Optional<Path> simulation = root.maybe("simulation").map(name -> {
            Path folder = file.toAbsolutePath().getParent();
            return folder == null ? Path.of(name) : folder.resolve(name).normalize();
        });
        simulation
                .filter(path -> !Files.isRegularFile(path))
                .ifPresent(path -> root.problem(
                        "simulation",
                        "There is no file %s; it is looked for relative to the study file".formatted(path)));
        return simulation;
    }
}
