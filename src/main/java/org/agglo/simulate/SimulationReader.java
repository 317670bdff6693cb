package org.agglo.simulate;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.agglo.ingest.FileFormat;

/**
 * Reads a simulation file: HOCON, with the settings of {@link SimulationSettings}. References {@code ${…}} within the file
 * are resolved; the environment is not looked at, and only files can be included.
 */
public final class SimulationReader {
    private static final long ROWS_IN_A_FILE = 2_000_000;

    private final Block root;
    private final Problems problems;

    private SimulationReader(Config config) {
        this.problems = new Problems();
        this.root = Block.root(config, problems);
    }

    /**
     * The specification in the file.
     *
     * @throws SimulationException with every problem in the file
     */
    public static SimulationSpec read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SimulationException(List.of("Simulation file " + file + " is not there"));
        }
        try {
            ConfigParseOptions options = ConfigParseOptions.defaults().setIncluder(new LocalIncludes(file));
            Config config = ConfigFactory.parseFile(file.toFile(), options)
                    .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
            return new SimulationReader(config).spec();
        } catch (ConfigException wrong) {
            throw new SimulationException(List.of(Problems.of(file, wrong)));
        }
    }

    private SimulationSpec spec() {
        Block years = root.block("years", true);
        int from = (int) years.whole("from");
        int to = (int) years.whole("to");
        if (to < from) {
            years.problem("to", "years.to is %d, before years.from, which is %d".formatted(to, from));
        }
        long seed = root.whole("seed");
        List<RegionReader.Draft> drafts = new RegionReader(root).drafts();
        List<String> groups =
                drafts.stream().map(RegionReader.Draft::group).distinct().toList();
        Map<String, VariableSpec> variables = variables(groups, to);
        OutcomeSpec outcome = outcome();
        FileFormat format = format();
        long rows = root.whole("rows");
        SimulationSpec unresolved = new SimulationSpec(
                root.text("name"),
                seed,
                from,
                to,
                rows,
                filesPerYear(rows, to - from + 1),
                format,
                firms(),
                List.of(),
                variables,
                outcome,
                dirt(format),
                gaps(to - from + 1));
        problems.stop();
        return RegionDraws.resolve(unresolved, drafts);
    }

    private int filesPerYear(long rows, int years) {
        long byRows = 1 + (rows - 1) / Math.max(1, years) / ROWS_IN_A_FILE;
        return (int) root.number("files-per-year", (double) byRows);
    }

    private FileFormat format() {
        String format = root.text("format");
        Optional<FileFormat> known = Stream.of(FileFormat.CSV, FileFormat.PARQUET)
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(format))
                .findFirst();
        if (known.isEmpty()) {
            root.problem("format", "format must be csv or parquet, is %s".formatted(format));
        }
        return known.orElse(FileFormat.CSV);
    }

    private FirmSpec firms() {
        Block firms = root.block("firms", true);
        return new FirmSpec(
                (int) firms.whole("counties"),
                firms.number("county-tilt"),
                firms.number("manufacturing-share"),
                firms.number("manufacturing-size"),
                firms.number("other-size"),
                firms.number("size-sigma"),
                firms.number("year-noise"),
                firms.number("entry"),
                firms.number("exit"),
                (int) firms.whole("minimum"));
    }

    private Map<String, VariableSpec> variables(List<String> groups, int to) {
        Map<String, Block> blocks = root.variables("variables");
        Map<String, VariableSpec> variables = new LinkedHashMap<>();
        for (String name : SimulationSpec.VARIABLES) {
            variables.put(name, variable(blocks.get(name), groups, to));
        }
        return variables;
    }

    private static VariableSpec variable(Block block, List<String> groups, int to) {
        Map<String, Double> after = block.slopes("trend-after", groups);
        if (block.has("trend-after") != block.has("turn")) {
            block.problem(
                    block.has("turn") ? "turn" : "trend-after",
                    "%s and %s belong together; one is missing"
                            .formatted(block.pathOf("trend-after"), block.pathOf("turn")));
        }
        double min = block.number("min");
        double max = block.number("max");
        if (min > max) {
            block.problem("max", "%s is below %s".formatted(block.pathOf("max"), block.pathOf("min")));
        }
        return new VariableSpec(
                block.number("level"),
                block.number("spread"),
                block.number("loading"),
                block.slopes("trend", groups),
                after,
                (int) block.number("turn", to),
                block.number("noise"),
                block.number("persistence"),
                min,
                max,
                (int) block.whole("decimals"));
    }

    private OutcomeSpec outcome() {
        Block pat = root.block("pat", true);
        Map<String, Block> blocks = pat.variables("slopes");
        Map<String, OutcomeSpec.Slope> slopes = new LinkedHashMap<>();
        for (String name : SimulationSpec.VARIABLES) {
            double slope = blocks.get(name).number("slope");
            slopes.put(name, new OutcomeSpec.Slope(slope, blocks.get(name).number("between", slope)));
        }
        return new OutcomeSpec(
                pat.number("level"),
                pat.number("year-trend"),
                pat.number("year-noise"),
                pat.number("region-noise"),
                pat.number("noise"),
                slopes);
    }

    private DirtSpec dirt(FileFormat format) {
        Block dirt = root.block("dirt", false);
        DirtSpec spec = new DirtSpec(
                dirt.number("missing-cells"),
                dirt.number("duplicate-keys"),
                dirt.number("unknown-counties"),
                dirt.number("negative"),
                dirt.number("text"),
                dirt.number("wrong-years"));
        if (spec.text() > 0 && format == FileFormat.PARQUET) {
            dirt.problem("text", "dirt.text needs format = csv: a number column of a Parquet file cannot hold words");
        }
        double sum = spec.missingCells()
                + spec.duplicateKeys()
                + spec.unknownCounties()
                + spec.negative()
                + spec.text()
                + spec.wrongYears();
        if (sum > 1) {
            root.problem(
                    "dirt",
                    "The shares in dirt add up to %s; at most one bad row goes with a clean one"
                            .formatted(VariablePaths.rounded(sum, 9)));
        }
        return spec;
    }

    private Map<String, Double> gaps(int years) {
        Block gaps = root.block("gaps", false);
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String name : SimulationSpec.CONTROLS) {
            double share = gaps.number(name);
            if (share > 0) {
                shares.put(name, share);
                if (share > Math.max(0, years - 2) / (double) years) {
                    gaps.problem(
                            name,
                            "gaps.%s is %s, more than the cells between a region's first and last year"
                                    .formatted(name, share));
                }
            }
        }
        return shares;
    }
}
